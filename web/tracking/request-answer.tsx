import { SegmentedControl, Select, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { OfferSelect } from './offer-select.tsx';
import { answerRequest, type RequestView } from './queries.ts';

type Outcome = 'credited' | 'refused';

/** Credit with a reason, or a refusal with words; the affiliate reads either. */
export function RequestAnswer({ request }: { request: RequestView }) {
  const { t } = useTranslation();
  const [sale] = request.sales;
  const [outcome, setOutcome] = useState<Outcome>(sale ? 'credited' : 'refused');
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        saleId: sale?.id ?? '',
        offerId: sale?.offerId ?? '',
        keepsCustomer: false,
        answer: '',
      },
    },
    async ({ answer, ...credit }) => {
      await answerRequest(
        request.id,
        outcome === 'credited' ? { outcome, answer, ...credit } : { outcome, answer },
      );
      tellDone(t('tracking:request.done'));
    },
  );
  const outcomes: Outcome[] = sale ? ['credited', 'refused'] : ['refused'];
  return (
    <Panel title={t('tracking:request.outcome')}>
      <form onSubmit={onSubmit}>
        <Stack>
          <SegmentedControl
            aria-label={t('tracking:request.outcome')}
            data={outcomes.map((value) => ({ value, label: t(`tracking:request.outcomes.${value}`) }))}
            value={outcome}
            onChange={(value) => setOutcome(value as Outcome)}
          />
          {outcome === 'credited' && (
            <>
              <Select
                label={t('tracking:request.sale')}
                data={request.sales.map(({ id, externalId }) => ({ value: id, label: externalId }))}
                allowDeselect={false}
                {...form.getInputProps('saleId')}
              />
              <OfferSelect {...form.getInputProps('offerId')} />
              <Switch
                label={t('tracking:request.keepsCustomer')}
                description={t('tracking:request.keepsCustomerHint')}
                {...form.getInputProps('keepsCustomer', { type: 'checkbox' })}
              />
              <Text size="xs" c="dimmed">
                {t('tracking:request.consequence')}
              </Text>
            </>
          )}
          <Textarea
            label={t('tracking:request.answer')}
            required
            autosize
            minRows={2}
            {...form.getInputProps('answer')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('tracking:request.send')}</SubmitButton>
        </Stack>
      </form>
    </Panel>
  );
}
