import { Alert, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import type { Run } from './queries.ts';
import { sumCounts, useRowsInWords } from './rows-in-words.ts';

/** What an import that is done brought, in a sentence, and where to look at it. */
export function CameIn({ run }: { run: Run }) {
  const { t } = useTranslation();
  const can = useCan();
  const inWords = useRowsInWords();
  const what = inWords(run.files);
  const { updated, unchanged, failed } = sumCounts(run.files);
  const hasGood = what !== '' || updated > 0 || unchanged > 0;
  const isKnown = unchanged > 0 && what === '' && updated + failed === 0;
  const hasSales = run.files.some(({ objectName }) => objectName === 'sales');
  const sentences = [
    what !== '' && t('importing:cameIn.rows', { what }),
    updated > 0 && t('importing:cameIn.updated', { count: updated }),
    isKnown && t('importing:cameIn.nothingNew'),
    !isKnown && unchanged > 0 && t('importing:cameIn.known', { count: unchanged }),
    failed > 0 && t('importing:cameIn.leftOut', { count: failed }),
  ];
  return (
    <Alert color={failed > 0 ? 'yellow' : 'teal'} role="status">
      {sentences.filter(Boolean).join(' ')}
      {hasGood && run.family === null && (
        <Group gap="xs" mt="sm">
          {hasSales && can('links.read') && (
            <Button component={Link} to="/sales" size="xs">
              {t('importing:cameIn.sales')}
            </Button>
          )}
          {!hasSales && can('success.read') && (
            <Button component={Link} to="/ranking" size="xs">
              {t('importing:cameIn.ranking')}
            </Button>
          )}
          <Button component={Link} to="/accounts" size="xs" variant="default">
            {t('importing:cameIn.accounts')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
