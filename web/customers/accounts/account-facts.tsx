import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Count } from '../../ui/numbers.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordLogLink } from '../record-log-link.tsx';
import { Onboarding } from './onboarding.tsx';
import type { AccountRecord } from './queries.ts';

/** What is recorded about the account itself. */
export function AccountFacts({ account }: { account: AccountRecord }) {
  const { t } = useTranslation();
  const label = (field: string) => t(`accounts:field.${field}`);
  return (
    <Panel title={t('accounts:facts')}>
      <Stack gap={6}>
        <Fact label={label('owner')}>{account.ownerName}</Fact>
        <Fact label={label('channel')}>{account.channel && channelWords(t, account.channel)}</Fact>
        <Fact label={label('signedUp')}>{account.signedUpAt && <DateTime at={account.signedUpAt} />}</Fact>
        <Fact label={label('onboarded')}>
          <Onboarding account={account} />
        </Fact>
        <Fact label={label('seats')}>{account.seats !== null && <Count value={account.seats} />}</Fact>
        <Fact label={label('tickets')}>
          {account.figures.openTickets !== null && <Count value={account.figures.openTickets} />}
        </Fact>
        <Fact label={label('referrals')}>
          {account.figures.referralCount !== null && <Count value={account.figures.referralCount} />}
        </Fact>
        <Fact label={label('externalId')}>{account.externalId}</Fact>
        {Object.entries(account.attributes).map(([name, value]) => (
          <Fact key={name} label={name}>
            {String(value)}
          </Fact>
        ))}
        <RecordLogLink objectId={account.id} />
      </Stack>
    </Panel>
  );
}
