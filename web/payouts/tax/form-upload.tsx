import { Button, FileButton, Group, Select, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaxFormKind } from '../../../server/payouts/tax/rules.ts';
import { queryClient } from '../../shell/query-client.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { uploadForm } from './queries.ts';

const ACCEPTED = 'application/pdf,image/jpeg,image/png';
const KINDS: TaxFormKind[] = ['w9', 'w8ben', 'w8bene', 'other'];

/** Takes a form that was filled in. */
export function FormUpload({ path, isOff = false }: { path: string; isOff?: boolean }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<TaxFormKind>('w9');
  const upload = useMutation({
    mutationFn: (file: File) => uploadForm(path, kind, file),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      tellDone(t('tax:form.uploaded'));
    },
    onError: tellFailed,
  });
  return (
    <div>
      <Group align="flex-end" gap="xs">
        <Select
          label={t('tax:form.kind')}
          data={KINDS.map((value) => ({ value, label: t(`tax:form.${value}`) }))}
          allowDeselect={false}
          value={kind}
          onChange={(next) => next && setKind(next)}
          disabled={isOff}
        />
        <FileButton accept={ACCEPTED} onChange={(file) => file && upload.mutate(file)} disabled={isOff}>
          {(props) => (
            <Button {...props} variant="default" loading={upload.isPending} disabled={isOff}>
              {t('tax:form.upload')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('tax:form.limit')}
      </Text>
    </div>
  );
}
