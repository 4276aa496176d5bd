import { Badge, Button, Code, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { checkDomain, type DomainView, removeDomain } from './domain-queries.ts';

const COLORS: Record<DomainView['status'], string> = { waiting: 'yellow', verified: 'teal', broken: 'red' };

/** One host name: where it stands, what to write into the DNS, and looking again. */
export function DomainCard({ domain }: { domain: DomainView }) {
  const { t } = useTranslation();
  const { host, status } = domain;
  return (
    <Panel
      isFlush
      title={
        <Group gap="xs">
          <Code fz="inherit">{host}</Code>
          <Badge color={COLORS[status]} variant="light" tt="none">
            {t(`tracking:domains.status.${status}`)}
          </Badge>
        </Group>
      }
      actions={<Acts domain={domain} />}
    >
      <State domain={domain} />
      <Records domain={domain} />
    </Panel>
  );
}

function State({ domain }: { domain: DomainView }) {
  const { t } = useTranslation();
  const { status, problem, pointsHere, checkedAt, brokenSince, servedUntil, linkCount } = domain;
  return (
    <Text size="sm" c="dimmed" px="md" pb="sm" component="div">
      {t(`tracking:domains.about.${status}`, { count: linkCount })}{' '}
      {problem && t(`tracking:domains.problem.${problem}`)}{' '}
      {status === 'broken' && (
        <>
          {t('tracking:domains.brokenSince')} <DateTime at={brokenSince} />.{' '}
          {t('tracking:domains.servedUntil')} <DateTime at={servedUntil} />.
        </>
      )}
      {pointsHere === false && t('tracking:domains.pointsElsewhere')}{' '}
      {checkedAt && (
        <>
          {t('tracking:domains.checked')} <DateTime at={checkedAt} form="ago" />.
        </>
      )}
    </Text>
  );
}

function Records({ domain: { host, records } }: { domain: DomainView }) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t('tracking:domains.records', { host })}
      rows={records}
      rowKey={({ type }) => type}
      columns={[
        {
          id: 'purpose',
          label: t('tracking:domains.column.purpose'),
          isTitle: true,
          cell: ({ purpose }) => t(`tracking:domains.purpose.${purpose}`),
        },
        { id: 'type', label: t('tracking:domains.column.type'), cell: ({ type }) => <Code>{type}</Code> },
        { id: 'name', label: t('tracking:domains.column.name'), cell: ({ name }) => <Copied text={name} /> },
        {
          id: 'value',
          label: t('tracking:domains.column.value'),
          cell: ({ value }) => <Copied text={value} />,
        },
      ]}
    />
  );
}

function Copied({ text }: { text: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Code style={{ overflowWrap: 'anywhere' }}>{text}</Code>
      <CopyButton value={text} />
    </Group>
  );
}

function Acts({ domain: { host } }: { domain: DomainView }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isRemoving, removing] = useDisclosure(false);
  const check = useMutation({
    mutationFn: () => checkDomain(host),
    onSuccess: ({ status }) => tellDone(t(`tracking:domains.found.${status}`, { host })),
    onError: tellFailed,
  });
  const remove = useMutation({
    mutationFn: () => removeDomain(host),
    onSuccess: () => tellDone(t('tracking:domains.removed', { host })),
    onError: tellFailed,
    onSettled: removing.close,
  });
  if (!can('links.write')) return null;
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {t('tracking:domains.check')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="red" onClick={removing.open}>
        {t('tracking:domains.remove')}
      </Button>
      <ConfirmDialog
        isOpen={isRemoving}
        title={t('tracking:domains.removeName', { host })}
        action={t('tracking:domains.remove')}
        isDangerous
        isBusy={remove.isPending}
        onClose={removing.close}
        onConfirm={() => remove.mutate()}
      >
        {t('tracking:domains.removeDetail')}
      </ConfirmDialog>
    </Group>
  );
}
