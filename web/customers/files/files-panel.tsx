import { Button, FileButton, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { useCan } from '../../shell/session.ts';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { FileLine } from './file-line.tsx';
import classes from './files.module.css';
import { type FileOf, filesQuery, uploadFile } from './queries.ts';

/** The files of a record: add by choosing or by dropping them here, take out, rename, delete. */
export function FilesPanel({ of }: { of: FileOf }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isOver, setOver] = useState(false);
  const files = useQuery(filesQuery(of));
  const upload = useMutation({
    mutationFn: async (chosen: File[]) => {
      for (const file of chosen) await uploadFile(of, file);
      return chosen.length;
    },
    onSuccess: (count) => tellDone(t('files:added', { count })),
    onError: tellFailed,
    onSettled: () => queryClient.invalidateQueries(),
  });
  const mayWrite = can('dealId' in of ? 'deals.write' : 'accounts.write') && can('accounts.write');
  const dropping = mayWrite && {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer.files.length > 0) upload.mutate([...event.dataTransfer.files]);
    },
  };
  const add = mayWrite && (
    <FileButton multiple onChange={(chosen) => chosen.length > 0 && upload.mutate(chosen)}>
      {(props) => (
        <Button
          {...props}
          size="compact-sm"
          variant="default"
          leftSection={<IconUpload size={14} aria-hidden />}
          loading={upload.isPending}
        >
          {t('files:add')}
        </Button>
      )}
    </FileButton>
  );
  return (
    <section
      aria-label={t('files:title')}
      className={classes.panel}
      data-over={isOver || undefined}
      {...dropping}
    >
      <Panel title={t('files:title')} actions={add}>
        <Loaded query={files} lines={2}>
          {({ data }) =>
            data.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t(mayWrite ? 'files:noneDrop' : 'files:none')}
              </Text>
            ) : (
              <Stack gap="xs">
                {data.map((file) => (
                  <FileLine key={file.id} file={file} mayWrite={mayWrite} />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Panel>
    </section>
  );
}
