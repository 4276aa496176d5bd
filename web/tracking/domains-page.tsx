import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { DomainCard } from './domain-card.tsx';
import { useDomains } from './domain-queries.ts';
import { NewDomainDialog } from './new-domain-dialog.tsx';

/** Host names of the company's own for its links, and what their owner writes into the DNS. */
export function DomainsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  const domains = useDomains();
  const add = can('links.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      {t('tracking:domains.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('tracking:domains.title')} detail={t('tracking:domains.detail')} actions={add} />
      <Loaded query={domains}>
        {({ data }) =>
          data.length > 0 ? (
            data.map((domain) => <DomainCard key={domain.host} domain={domain} />)
          ) : (
            <Panel isFlush>
              <EmptyState
                title={t('tracking:domains.none')}
                detail={t('tracking:domains.noneDetail')}
                action={add}
              />
            </Panel>
          )
        }
      </Loaded>
      {isAdding && <NewDomainDialog onClose={adding.close} />}
    </>
  );
}
