import { Button, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PdfButton } from '../../ui/pdf-button.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import type { ShownQuote } from './queries.ts';

const MAX_NOTE = 2_000;

/** What can be done with a quote where it stands. */
export function QuoteActs({ quote }: { quote: ShownQuote }) {
  const { t } = useTranslation();
  const mayChange = useCan()('deals.write');
  return (
    <>
      <PdfButton path={`/quotes/${quote.id}/pdf`} />
      {quote.publicUrl && <CopyButton value={quote.publicUrl} label={t('quotes:act.copyLink')} />}
      {mayChange && quote.state === 'draft' && <DraftActs quote={quote} />}
      {mayChange && quote.state === 'sent' && <Withdraw quote={quote} />}
      {mayChange && ['sent', 'declined', 'expired', 'withdrawn'].includes(quote.state) && (
        <Revise quote={quote} />
      )}
    </>
  );
}

function DraftActs({ quote }: { quote: ShownQuote }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked, ask] = useState<'send' | 'remove' | null>(null);
  const isMailed = quote.recipientEmail !== null;
  const send = useMutation({
    mutationFn: () => api.post(`/quotes/${quote.id}/sending`, { isMailed }),
    onSuccess: () => tellDone(t(isMailed ? 'quotes:done.mailed' : 'quotes:done.sent')),
    onError: tellFailed,
    onSettled: () => ask(null),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`/quotes/${quote.id}`),
    onSuccess: async () => {
      tellDone(t('quotes:done.removed'));
      await navigate({ to: '/deals/$dealId', params: { dealId: quote.dealId } });
    },
    onError: tellFailed,
  });
  return (
    <>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/quotes/$quoteId/edit" params={{ quoteId: quote.id }} {...props} />}
      >
        {t('action.edit')}
      </Button>
      <Button variant="default" onClick={() => ask('remove')}>
        {t('action.delete')}
      </Button>
      <Button onClick={() => ask('send')}>{t('quotes:act.send')}</Button>
      <ConfirmDialog
        isOpen={asked === 'send'}
        title={t('quotes:act.sendTitle')}
        action={t('quotes:act.send')}
        isBusy={send.isPending}
        onConfirm={() => send.mutate()}
        onClose={() => ask(null)}
      >
        {t(isMailed ? 'quotes:act.sendMail' : 'quotes:act.sendLink', { to: quote.recipientEmail })}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'remove'}
        title={t('quotes:act.removeTitle')}
        action={t('action.delete')}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => ask(null)}
      >
        {t('quotes:act.removeDetail')}
      </ConfirmDialog>
    </>
  );
}

function Withdraw({ quote }: { quote: ShownQuote }) {
  const { t } = useTranslation();
  const [isAsked, ask] = useState(false);
  const [note, write] = useState('');
  const withdraw = useMutation({
    mutationFn: () => api.post(`/quotes/${quote.id}/withdrawal`, { note: note.trim() || null }),
    onSuccess: () => tellDone(t('quotes:done.withdrawn')),
    onError: tellFailed,
    onSettled: () => ask(false),
  });
  return (
    <>
      <Button variant="default" onClick={() => ask(true)}>
        {t('quotes:act.withdraw')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('quotes:act.withdrawTitle')}
        action={t('quotes:act.withdraw')}
        isDangerous
        isBusy={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
        onClose={() => ask(false)}
      >
        <Text size="sm" mb="sm">
          {t('quotes:act.withdrawDetail')}
        </Text>
        <Textarea
          label={t('quotes:history.reason')}
          value={note}
          maxLength={MAX_NOTE}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          autosize
          minRows={2}
        />
      </ConfirmDialog>
    </>
  );
}

function Revise({ quote }: { quote: ShownQuote }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const revise = useMutation({
    mutationFn: () => api.post<{ id: string }>(`/quotes/${quote.id}/revision`),
    onSuccess: ({ id }) => navigate({ to: '/quotes/$quoteId/edit', params: { quoteId: id } }),
    onError: tellFailed,
  });
  return (
    <Button variant="default" loading={revise.isPending} onClick={() => revise.mutate()}>
      {t('quotes:act.revise')}
    </Button>
  );
}
