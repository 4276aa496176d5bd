import { Alert, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { ErasedParts } from './erased-parts.tsx';
import { erasurePreviewQuery, type PreviewView } from './queries.ts';

/** Shows what would go and what stays, and does it once the address was typed. It cannot be undone. */
export function EraseDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const { t } = useTranslation();
  const preview = useQuery(erasurePreviewQuery(personId));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('privacy:erase.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Text size="sm">{t('privacy:erase.detail')}</Text>
        <Loaded query={preview}>
          {(shown) => (
            <>
              <ErasedParts parts={shown.parts} />
              {shown.blocks.length > 0 ? (
                <Alert color="yellow" title={t('privacy:erase.blocked')}>
                  {shown.blocks.map((block) => (
                    <Text key={block} size="sm">
                      {t(`privacy:block.${block}`)}
                    </Text>
                  ))}
                </Alert>
              ) : (
                <EraseForm personId={personId} preview={shown} />
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Modal>
  );
}

function EraseForm({ personId, preview }: { personId: string; preview: PreviewView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { confirmation: '' } },
    async (values) => {
      await api.post(`/people/${personId}/erasure`, values);
      tellDone(t('privacy:erase.done'));
      await navigate({ to: '/people' });
      queryClient.removeQueries({ queryKey: [`/people/${personId}`] });
      await queryClient.invalidateQueries();
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput
          label={t('privacy:erase.confirm', { text: preview.confirmation })}
          required
          autoComplete="off"
          {...form.getInputProps('confirmation')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending} color="red.9">
          {t('privacy:erase.act')}
        </SubmitButton>
      </Stack>
    </form>
  );
}
