import { ActionIcon, Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { useChangeDeals } from './bulk-actions.tsx';
import { EditDealDialog } from './edit-deal-dialog.tsx';
import { LoseDialog } from './lose-dialog.tsx';
import type { DealRecord } from './queries.ts';
import { reopen } from './steps.ts';
import { WinDialog } from './win-dialog.tsx';

/** What can be done with the deal as it stands. */
export function DealActs({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const [isEditing, editing] = useDisclosure(false);
  const [closing, close] = useState<'won' | 'lost' | null>(null);
  const remove = useChangeDeals(() => void navigate({ to: '/deals' }));
  if (!can('deals.write')) return null;
  return (
    <>
      {deal.state === 'open' ? (
        <>
          <Button color="teal.9" onClick={() => close('won')}>
            {t('deals:act.win')}
          </Button>
          <Button variant="default" onClick={() => close('lost')}>
            {t('deals:act.lose')}
          </Button>
        </>
      ) : (
        <Button variant="default" onClick={() => reopen(deal, deal.state === 'won' ? 'won' : 'lost')}>
          {t('deals:act.reopen')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editing.open}>
        {t('action.edit')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('deals:act.more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            onClick={() => remove.mutate({ field: 'isDeleted', ids: [deal.id], value: true })}
          >
            {t('action.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isEditing && <EditDealDialog deal={deal} onClose={editing.close} />}
      {closing === 'won' && <WinDialog deal={deal} onClose={() => close(null)} />}
      {closing === 'lost' && <LoseDialog deal={deal} onClose={() => close(null)} />}
    </>
  );
}
