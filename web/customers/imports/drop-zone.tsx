import { FileButton, Loader, Text, UnstyledButton } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './imports.module.css';

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,text/csv';

interface DropZoneProps {
  /** What the file dialog offers. */
  accept?: string;
  isBusy: boolean;
  onFiles(files: File[]): void;
}

/** A place to drop files on; a click or a key opens the file dialog instead. */
export function DropZone({ accept = ACCEPTED, isBusy, onFiles }: DropZoneProps) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0 && !isBusy) onFiles(files);
  };
  return (
    <FileButton multiple accept={accept} onChange={(files) => files.length > 0 && onFiles(files)}>
      {(props) => (
        <UnstyledButton
          {...props}
          className={classes.drop}
          data-over={isOver || undefined}
          disabled={isBusy}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          {isBusy ? <Loader size="sm" /> : <IconFileSpreadsheet size={30} stroke={1.4} aria-hidden />}
          <Text fw={600}>{isBusy ? t('importing:drop.busy') : t('importing:drop.title')}</Text>
          <Text size="sm" c="dimmed">
            {t('importing:drop.detail')}
          </Text>
        </UnstyledButton>
      )}
    </FileButton>
  );
}
