import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { useAskForCredit } from './queries.ts';

/** A question about a sale or a customer that is not credited to the affiliate who asks. */
export function AskForCredit() {
  const { t } = useTranslation();
  const ask = useAskForCredit();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { orderId: '', customerEmail: '', comment: '' } },
    async ({ orderId, customerEmail, comment }) => {
      await ask.mutateAsync({
        orderId: orderId || undefined,
        customerEmail: customerEmail || undefined,
        comment,
      });
      form.reset();
      tellDone(t('portal:requests.done'));
    },
  );
  return (
    <Panel title={t('portal:requests.new')} detail={t('portal:requests.newDetail')}>
      <form onSubmit={onSubmit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('portal:requests.order')}
              key={form.key('orderId')}
              {...form.getInputProps('orderId')}
            />
            <TextInput
              label={t('portal:requests.email')}
              type="email"
              key={form.key('customerEmail')}
              {...form.getInputProps('customerEmail')}
            />
          </SimpleGrid>
          <Textarea
            label={t('portal:requests.comment')}
            required
            autosize
            minRows={2}
            key={form.key('comment')}
            {...form.getInputProps('comment')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('portal:requests.send')}</SubmitButton>
        </Stack>
      </form>
    </Panel>
  );
}
