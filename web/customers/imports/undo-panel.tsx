import { Anchor, Badge, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { KeptRecord } from '../../../server/customers/imports/undo/schema.ts';
import type { Jsonified } from '../../ui/api.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { useFormat } from '../../ui/format.ts';
import { Count } from '../../ui/numbers.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { tellFailed } from '../../ui/toast.tsx';
import type { Run } from './queries.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { isAskedFor, startUndo, type Undo, useUndo } from './undo-queries.ts';

const COUNTS = ['removed', 'restored', 'kept'] as const;

/** Whether the import can be undone, how far its undo got, and what stayed. */
export function UndoPanel({ run }: { run: Run }) {
  const { t } = useTranslation();
  const undo = useUndo(run);
  if (!undo || undo.state === 'nothing' || undo.state === 'unfinished') return null;
  const isBegun = isAskedFor(undo);
  return (
    <Panel
      title={t(isBegun ? 'importing:undo.begun' : 'importing:undo.title')}
      detail={isBegun ? <By undo={undo} /> : undefined}
      actions={undo.state === 'possible' && <UndoButton run={run} undo={undo} />}
    >
      {isBegun ? <Progressing run={run} undo={undo} /> : <Offer undo={undo} />}
    </Panel>
  );
}

function By({ undo }: { undo: Undo }) {
  const at = undo.finishedAt ?? undo.requestedAt;
  return (
    <>
      {undo.undoneByName} · {at && <DateTime at={at} form="dateTime" />}
    </>
  );
}

function Offer({ undo }: { undo: Undo }) {
  const { t } = useTranslation();
  if (undo.state === 'tooLate')
    return (
      <Text size="sm" c="dimmed">
        {t('importing:undo.tooLate')}
      </Text>
    );
  return (
    <Text size="sm">
      {t('importing:undo.offer')} {undo.until && <DateTime at={undo.until} form="date" />}
    </Text>
  );
}

function UndoButton({ run, undo }: { run: Run; undo: Undo }) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const start = useMutation({
    mutationFn: () => startUndo(run.id),
    onError: tellFailed,
    onSettled: close,
  });
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={14} />} onClick={open}>
        {t('importing:undo.act')}
      </Button>
      <UndoDialog
        runId={run.id}
        leaves={undo.leaves}
        isOpen={isOpen}
        isBusy={start.isPending}
        onClose={close}
        onConfirm={() => start.mutate()}
      />
    </>
  );
}

function Progressing({ run, undo }: { run: Run; undo: Undo }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="sm">
      {undo.state !== 'done' && (
        <Group gap="sm" role="status">
          <Progress value={undo.progress * 100} flex={1} animated aria-label={t('importing:undo.begun')} />
          <Text size="xs" className="figures" w={40} ta="right">
            {format.percent(undo.progress, 0)}
          </Text>
        </Group>
      )}
      <Group gap="xl">
        {COUNTS.map((kind) => (
          <div key={kind}>
            <Text fz="lg" fw={620}>
              <Count value={undo.counts[kind]} />
            </Text>
            <Text size="xs" c="dimmed">
              {t(`importing:undo.count.${kind}`)}
            </Text>
          </div>
        ))}
      </Group>
      {undo.state === 'done' && undo.counts.kept > 0 && <Kept runId={run.id} />}
    </Stack>
  );
}

function Kept({ runId }: { runId: string }) {
  const { t } = useTranslation();
  const pages = usePages<KeptRecord>(`/imports/${runId}/undo/kept`, {});
  const columns: Column<Jsonified<KeptRecord>>[] = [
    { id: 'name', label: t('importing:undo.record'), isTitle: true, cell: (record) => <Name {...record} /> },
    {
      id: 'object',
      label: t('importing:undo.kind'),
      cell: ({ object }) => t(`importing:undo.object.${object}`),
    },
    {
      id: 'reason',
      label: t('importing:undo.why'),
      cell: ({ reason }) => (
        <Badge color="gray" variant="light" tt="none" fw={550}>
          {t(`importing:undo.reason.${reason}`)}
        </Badge>
      ),
    },
  ];
  return (
    <DataTable
      label={t('importing:undo.keptTitle')}
      columns={columns}
      pages={pages}
      rowKey={({ object, recordId }) => `${object} ${recordId}`}
      empty={null}
    />
  );
}

function Name({ object, recordId, name }: Jsonified<KeptRecord>) {
  const { t } = useTranslation();
  if (name === null) return t('importing:undo.gone');
  return (
    <Anchor
      inherit
      c="var(--mantine-color-text)"
      renderRoot={(props) =>
        object === 'account' ? (
          <Link to="/accounts/$accountId" params={{ accountId: recordId }} {...props} />
        ) : (
          <Link to="/people/$personId" params={{ personId: recordId }} {...props} />
        )
      }
    >
      {name}
    </Anchor>
  );
}
