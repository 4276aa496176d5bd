import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../server/customers/schema/account.ts';
import type { Jsonified } from '../../ui/api.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Money } from '../../ui/money.tsx';
import { usePages } from '../../ui/pages.ts';
import { StageBadge } from '../../ui/stage-badge.tsx';

interface AccountNotesProps {
  ownerId: string;
  /** By account. */
  notes: Record<string, string>;
  onChange(notes: Record<string, string>): void;
}

/** The accounts of the one who leaves, largest first, each with room for a word to the next owner. */
export function AccountNotes({ ownerId, notes, onChange }: AccountNotesProps) {
  const { t } = useTranslation();
  const pages = usePages<Account>('/accounts', { ownerId, sort: 'mrrMinor', direction: 'desc' });
  return (
    <DataTable<Jsonified<Account>>
      label={t('ownership:handOver.accountNotes')}
      pages={pages}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { id: 'name', label: t('accounts:field.name'), isTitle: true, cell: ({ name }) => name },
        { id: 'stage', label: t('accounts:field.stage'), cell: ({ stage }) => <StageBadge stage={stage} /> },
        {
          id: 'mrr',
          label: t('accounts:field.mrr'),
          align: 'right',
          cell: ({ figures }) => <Money amountMinor={figures.mrrMinor} currency={figures.currency} />,
        },
        {
          id: 'note',
          label: t('ownership:handOver.accountNote'),
          cell: ({ id, name }) => (
            <Textarea
              aria-label={t('ownership:handOver.accountNoteOf', { name })}
              size="xs"
              autosize
              minRows={1}
              maxLength={2000}
              value={notes[id] ?? ''}
              onChange={({ currentTarget }) => onChange({ ...notes, [id]: currentTarget.value })}
            />
          ),
        },
      ]}
    />
  );
}
