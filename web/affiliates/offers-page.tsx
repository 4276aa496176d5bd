import { Alert, Button, Group, SimpleGrid, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlans } from '../commissions/queries.ts';
import { useCan, useSession } from '../shell/session.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { OfferCard } from './offer-card.tsx';
import { OfferDialog } from './offer-dialog.tsx';
import { type OfferRow, useOffers } from './queries.ts';

/** What affiliates may recommend and what they get for it. */
export function OffersPage() {
  const { t } = useTranslation();
  const can = useCan();
  const offers = useOffers();
  const plans = usePlans();
  const [edited, edit] = useState<OfferRow | 'new' | null>(null);
  useShortcut('create', can('offers.write') && (() => edit('new')));
  const add = can('offers.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t('affiliates:offers.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('affiliates:offers.title')} detail={t('affiliates:offers.detail')} actions={add} />
      <Loaded query={offers}>
        {(shown) =>
          shown.length === 0 ? (
            <Panel>
              <EmptyState
                title={t('affiliates:offers.none')}
                detail={t('affiliates:offers.noneDetail')}
                action={add}
              />
            </Panel>
          ) : (
            <>
              <ProgramAddress
                hasOpenOffer={shown.some(({ isOpen, status }) => isOpen && status === 'active')}
              />
              <SimpleGrid cols={{ base: 1, lg: 2 }} mt="lg">
                {shown.map((offer) => (
                  <OfferCard
                    key={offer.id}
                    offer={offer}
                    plans={plans.data}
                    onEdit={can('offers.write') ? () => edit(offer) : undefined}
                  />
                ))}
              </SimpleGrid>
            </>
          )
        }
      </Loaded>
      {edited && !plans.isPending && (
        <OfferDialog
          offer={edited === 'new' ? null : edited}
          plans={plans.data ?? []}
          onClose={() => edit(null)}
        />
      )}
    </>
  );
}

/** The page on which strangers apply, to put a link to it on the company's own site. */
function ProgramAddress({ hasOpenOffer }: { hasOpenOffer: boolean }) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const address = `${window.location.origin}/program/${workspace.slug}`;
  return (
    <Panel title={t('affiliates:program.title')} detail={t('affiliates:program.detail')}>
      {hasOpenOffer ? (
        <Group>
          <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
            {address}
          </Text>
          <CopyButton value={address} label={t('affiliates:program.copy')} />
        </Group>
      ) : (
        <Alert color="yellow">{t('affiliates:program.closed')}</Alert>
      )}
    </Panel>
  );
}
