import { Alert, Group, Progress, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { tellFailed } from '../../ui/toast.tsx';
import { ColumnMapping } from './column-mapping.tsx';
import { FileQuestions } from './file-questions.tsx';
import { Outcome } from './outcome.tsx';
import { PreviewTable } from './preview-table.tsx';
import { changeFile, type Forecast, type ImportObject, type Run, type RunFile } from './queries.ts';
import { useResultColumns } from './row-results.tsx';
import { TemplateBar } from './template-bar.tsx';

const BYTES_A_KILOBYTE = 1_000;
/** What is wrong at one line: going on with the same file meets it again. */
const LINE_FAULTS = new Set(
  ['quoteNotClosed', 'rowTooLong', 'malformed'].map((fault) => `imports:file.${fault}`),
);

interface FileCardProps {
  run: Run;
  file: RunFile;
  objects: ImportObject[];
  /** What the dry run found for this file. */
  forecast: Forecast | null;
}

/** One file of an import: what it holds, its questions, its columns, and what became of its rows. */
export function FileCard({ run, file, objects, forecast }: FileCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useMutation({
    mutationFn: (wanted: Omit<Parameters<typeof changeFile>[1], 'id'>) =>
      changeFile(run.id, { id: file.id, ...wanted }),
    onError: tellFailed,
  });
  const resultColumns = useResultColumns();
  const isDraft = run.state === 'draft';
  const hasBegun = !isDraft && run.state !== 'checking';
  const size = format.number(Math.ceil(file.sizeBytes / BYTES_A_KILOBYTE), {
    style: 'unit',
    unit: 'kilobyte',
  });
  const object = objects.find(({ name }) => name === file.objectName) ?? null;
  return (
    <Panel
      title={file.name}
      detail={t('importing:format', { size, encoding: file.format.encoding.toUpperCase() })}
      actions={
        <Select
          aria-label={t('importing:holds')}
          placeholder={t('importing:holds')}
          data={objects.map(({ name, label }) => ({ value: name, label }))}
          value={file.objectName}
          onChange={(objectName) => objectName && change.mutate({ objectName })}
          disabled={!isDraft || change.isPending}
          size="xs"
          w={190}
        />
      }
    >
      <Stack>
        {file.fault && (
          <Alert color="red">
            {file.fault.text} {LINE_FAULTS.has(file.fault.code) && t('importing:mend')}
          </Alert>
        )}
        {isDraft && file.questions.length > 0 && (
          <FileQuestions file={file} objects={objects} onAnswer={change.mutate} isBusy={change.isPending} />
        )}
        {run.state === 'running' || run.state === 'queued' ? (
          <Group gap="sm" wrap="nowrap" role="status">
            <Progress
              value={file.progress * 100}
              flex={1}
              animated={!file.isFinished}
              aria-label={t('importing:progress', { name: file.name })}
            />
            <Text size="xs" className="figures" w={40} ta="right">
              {format.percent(file.progress, 0)}
            </Text>
          </Group>
        ) : null}
        {hasBegun && (
          <Outcome
            title={t('importing:result')}
            counts={file.counts}
            faults={file.faults}
            repeats={file.isFinished && forecast?.isWhole ? forecast.repeats : null}
          />
        )}
        {!hasBegun && forecast && (
          <Outcome
            title={forecast.isWhole ? t('importing:forecast') : t('importing:forecastPart')}
            counts={forecast.counts}
            faults={forecast.faults}
            repeats={forecast.repeats}
            fault={forecast.fileFault?.text}
          />
        )}
        {!hasBegun && forecast && forecast.results.length > 0 && (
          <SimpleTable
            label={t('importing:results.first')}
            columns={resultColumns}
            rows={forecast.results}
            rowKey={({ line }) => String(line)}
          />
        )}
        {run.state === 'checking' && (
          <Text size="sm" c="dimmed" role="status">
            {t('importing:state.checking')}…
          </Text>
        )}
        {isDraft && <TemplateBar run={run} file={file} />}
        {object && !hasBegun && (
          <ColumnMapping
            file={file}
            object={object}
            isDisabled={!isDraft || change.isPending}
            onChange={(column) => change.mutate({ columns: [column] })}
          />
        )}
        {!hasBegun && <PreviewTable file={file} />}
      </Stack>
    </Panel>
  );
}
