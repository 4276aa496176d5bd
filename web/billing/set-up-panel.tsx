import { Code, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type ConnectionView, connectionsQuery } from './queries.ts';

const FORM_WIDTH_PX = 640;
/** What Stripe must be asked to send. */
const NEEDED = [
  ...['customer.created', 'customer.updated', 'checkout.session.completed'],
  ...['checkout.session.async_payment_succeeded', 'invoice.paid', 'invoice.payment_failed', 'invoice.voided'],
  ...['invoice_payment.paid', 'payment_intent.succeeded', 'customer.subscription.created'],
  ...['customer.subscription.updated', 'customer.subscription.deleted', 'charge.refunded', 'refund.created'],
  ...['refund.updated', 'credit_note.created', 'charge.dispute.created', 'charge.dispute.closed'],
  'promotion_code.updated',
];

/** The address to enter in Stripe, and the secret that Stripe gives for it. */
export function SetUpPanel({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { secret: '' } },
    async ({ secret }) => {
      await api.patch(`/billing-connections/${connection.id}`, { secret });
      form.reset();
      await queryClient.invalidateQueries(connectionsQuery);
      tellDone(t('billing:secretSaved'));
    },
  );
  return (
    <Panel title={t('billing:address')} detail={t('billing:addressHint')}>
      <Stack maw={FORM_WIDTH_PX}>
        <Group gap={4} wrap="nowrap">
          <Code style={{ wordBreak: 'break-all' }}>{connection.webhookUrl}</Code>
          <CopyButton value={connection.webhookUrl} />
        </Group>
        <div>
          <Text size="sm" fw={500}>
            {t('billing:needed')}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {NEEDED.join(', ')}
          </Text>
        </div>
        <form onSubmit={onSubmit}>
          <Stack>
            <PasswordInput
              label={t('billing:secret')}
              description={t('billing:secretHint')}
              autoComplete="off"
              required
              {...form.getInputProps('secret')}
            />
            <Refusal text={refusal} />
            <SubmitButton isSending={isSending} style={{ alignSelf: 'flex-start' }}>
              {t(connection.hasSecret ? 'billing:replaceSecret' : 'billing:saveSecret')}
            </SubmitButton>
          </Stack>
        </form>
      </Stack>
    </Panel>
  );
}
