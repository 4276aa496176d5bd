import { Button, Grid, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PostbacksPanel } from '../connections/postbacks/postbacks-panel.tsx';
import { AffiliateTaxPanel } from '../payouts/tax/affiliate-panel.tsx';
import { useCan } from '../shell/session.ts';
import { CouponsPanel } from '../tracking/coupons-panel.tsx';
import { LinksPanel } from '../tracking/links-panel.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { AffiliateFacts } from './affiliate-facts.tsx';
import { AffiliateFigures } from './affiliate-figures.tsx';
import { Decisions } from './decisions.tsx';
import { EditAffiliateDialog } from './edit-affiliate-dialog.tsx';
import { MethodPanel } from './method-panel.tsx';
import type { AffiliateRow } from './queries.ts';
import { StatementPanel } from './statement-panel.tsx';
import { AffiliateStatusBadge } from './status-badge.tsx';

/** Who they are, what they share, what it brought, and what they are owed. */
export function AffiliateDetail({ affiliate }: { affiliate: AffiliateRow }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isEditing, editing] = useDisclosure(false);
  return (
    <>
      <PageHeader
        title={affiliate.name || affiliate.email}
        above={[{ label: t('affiliates:title'), to: '/affiliates' }]}
        detail={
          <Group gap="xs">
            <AffiliateStatusBadge status={affiliate.status} />
            {affiliate.statusReason}
          </Group>
        }
        actions={
          <>
            <Decisions affiliate={affiliate} />
            {can('affiliates.write') && (
              <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editing.open}>
                {t('action.edit')}
              </Button>
            )}
          </>
        }
      />
      <Stack gap="lg">
        <AffiliateFigures affiliateId={affiliate.id} />
        <Grid>
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Stack>
              {can('links.read') && <LinksPanel affiliateId={affiliate.id} />}
              {can('links.read') && <CouponsPanel affiliateId={affiliate.id} />}
              {can('workspace.write') && <PostbacksPanel affiliateId={affiliate.id} />}
              {can('payouts.read') && <MethodPanel affiliateId={affiliate.id} />}
              {can('tax.read') && <AffiliateTaxPanel affiliateId={affiliate.id} />}
              {can('payouts.read') && <StatementPanel affiliateId={affiliate.id} />}
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <AffiliateFacts affiliate={affiliate} />
          </Grid.Col>
        </Grid>
      </Stack>
      {isEditing && <EditAffiliateDialog affiliate={affiliate} onClose={editing.close} />}
    </>
  );
}
