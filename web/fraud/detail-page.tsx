import { Alert, Button, Group, Stack, Text, Timeline } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AffiliateLink } from '../affiliates/affiliate-link.tsx';
import { useCan } from '../shell/session.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { CaseState } from './case-state.tsx';
import { CommissionTable } from './commission-table.tsx';
import { DECISIONS, DecisionDialog, type DecisionKind } from './decision-dialog.tsx';
import { EvidenceChart } from './evidence-chart.tsx';
import { FindingList } from './finding-list.tsx';
import { OpenPayoutNotice } from './open-payout-notice.tsx';
import { type CaseView, undoDecisions, useCase } from './queries.ts';
import { Stake } from './stake.tsx';

const route = getRouteApi('/shell/fraud/$caseId');
const COLORS: Record<DecisionKind, string> = { approved: 'teal.9', rejected: 'red.9', watching: 'blue.9' };

/** One case: why, against what, whose commissions, and what people said of it. */
export function CasePage() {
  const { t } = useTranslation();
  const { caseId } = route.useParams();
  return (
    <Loaded query={useCase(caseId)}>
      {(shown) => (
        <>
          <PageHeader
            above={[{ label: t('fraud:title'), to: '/fraud' }]}
            title={shown.affiliateName}
            detail={
              <Group gap="xs" component="span">
                <CaseState state={shown.state} isHolding={shown.isHolding} />
                <span>
                  {t('fraud:column.opened')} <DateTime at={shown.openedAt} form="dateTime" />
                </span>
              </Group>
            }
            actions={<CaseActs found={shown} />}
          />
          <Stack gap="lg">
            <OpenPayoutNotice found={shown} />
            <Panel title={t('fraud:case.findings')} detail={t('fraud:case.findingsDetail')}>
              <FindingList findings={shown.findings} />
            </Panel>
            {shown.findings.map((finding) => (
              <EvidenceChart key={finding.id} finding={finding} />
            ))}
            <Panel
              isFlush
              title={t('fraud:case.commissions')}
              detail={
                <>
                  <AffiliateLink id={shown.affiliateId} name={shown.affiliateName} /> ·{' '}
                  {t('fraud:column.stake')}: <Stake stake={shown.stake} /> ·{' '}
                  {t('fraud:case.commissionsDetail')}
                </>
              }
            >
              <CommissionTable commissions={shown.commissions} />
            </Panel>
            <DecisionsPanel decisions={shown.decisions} />
          </Stack>
        </>
      )}
    </Loaded>
  );
}

/** By button or by key; a decided case can be taken back instead. */
function CaseActs({ found }: { found: CaseView }) {
  const { t } = useTranslation();
  const can = useCan();
  const [chosen, choose] = useState<DecisionKind>();
  const isUndecided = found.state === 'open' || found.state === 'watching';
  const isAllowed = can('fraud.decide');
  const isOpen = isAllowed && isUndecided;
  useShortcut('approveCase', isOpen && (() => choose('approved')));
  useShortcut('rejectCase', isOpen && (() => choose('rejected')));
  useShortcut('watchCase', isOpen && (() => choose('watching')));
  if (!isAllowed) return null;
  if (!isUndecided) return <UndoButton caseId={found.id} />;
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs">
        {DECISIONS.map((decision) => (
          <Button key={decision} color={COLORS[decision]} onClick={() => choose(decision)}>
            {t(`fraud:act.${decision}`)}
          </Button>
        ))}
      </Group>
      <Text size="xs" c="dimmed">
        {t('fraud:keys')}
      </Text>
      <DecisionDialog caseIds={chosen ? [found.id] : []} first={chosen} onClose={() => choose(undefined)} />
    </Stack>
  );
}

function UndoButton({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      onClick={() => void undoDecisions([caseId]).then(() => tellDone(t('fraud:decide.undone')), tellFailed)}
    >
      {t('fraud:act.undo')}
    </Button>
  );
}

function DecisionsPanel({ decisions }: Pick<CaseView, 'decisions'>) {
  const { t } = useTranslation();
  return (
    <Panel title={t('fraud:case.decisions')}>
      {decisions.length === 0 ? (
        <EmptyState title={t('fraud:case.noDecision')} />
      ) : (
        <Timeline bulletSize={12}>
          {decisions.map(({ id, decision, decidedByName, decidedAt, reason, note, undoneByName }) => (
            <Timeline.Item key={id} title={t(`fraud:act.${decision}`)}>
              <Text size="xs" c="dimmed">
                {decidedByName} · <DateTime at={decidedAt} form="dateTime" />
                {undoneByName && ` · ${t('fraud:case.undone', { name: undoneByName })}`}
              </Text>
              {reason && <Text size="sm">{reason}</Text>}
              {note && (
                <Alert color="gray" variant="light" mt={4} title={t('fraud:decide.note')}>
                  {note}
                </Alert>
              )}
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Panel>
  );
}
