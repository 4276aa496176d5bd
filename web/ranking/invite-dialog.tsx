import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationPreview } from '../../server/affiliates/schema/invitation.ts';
import { GroupSelect } from '../affiliates/groups/group-select.tsx';
import type { Jsonified } from '../ui/api.ts';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { type Candidate, useActiveOffers, useInvitationPreview, useInvite } from './queries.ts';

interface InviteDialogProps {
  candidates: Candidate[];
  onClose(): void;
  onSent(): void;
}

/** One personal mail to each: the offer, and words that can be changed before it is sent. */
export function InviteDialog({ candidates, onClose, onSent }: InviteDialogProps) {
  const { t } = useTranslation();
  const isOpen = candidates.length > 0;
  const offers = useActiveOffers(isOpen);
  const [chosenOffer, chooseOffer] = useState<string | null>(null);
  const offerId = chosenOffer ?? offers.data?.[0]?.id ?? null;
  const [groupId, setGroup] = useState('');
  const preview = useInvitationPreview(offerId, candidates[0]);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t('ranking:invite.title', { count: candidates.length, name: candidates[0]?.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={offers}>
        {(active) =>
          active.length === 0 ? (
            <NoOffer />
          ) : (
            <Stack>
              <Select
                label={t('ranking:invite.offer')}
                data={active.map(({ id, name }) => ({ value: id, label: name }))}
                value={offerId}
                onChange={chooseOffer}
                allowDeselect={false}
              />
              <GroupSelect
                label={t('affiliates:groups.invited')}
                value={groupId}
                onChange={(chosen) => setGroup(chosen ?? '')}
              />
              <Loaded query={preview}>
                {(shown) => (
                  <MailForm
                    key={`${offerId} ${candidates[0]?.personId}`}
                    preview={shown}
                    offerId={offerId ?? ''}
                    groupId={groupId || null}
                    candidates={candidates}
                    onSent={onSent}
                  />
                )}
              </Loaded>
            </Stack>
          )
        }
      </Loaded>
    </Modal>
  );
}

interface MailFormProps {
  preview: Jsonified<InvitationPreview>;
  offerId: string;
  groupId: string | null;
  candidates: Candidate[];
  onSent(): void;
}

function MailForm({ preview, offerId, groupId, candidates, onSent }: MailFormProps) {
  const { t } = useTranslation();
  const invite = useInvite();
  const [subject, setSubject] = useState(preview.subject);
  const [body, setBody] = useState(preview.body);
  // Each gets the workspace's wording with their own name, unless the words were changed here for one person.
  const isForOne = candidates.length === 1;
  const send = () =>
    invite.mutate(
      {
        ...{ offerId, groupId },
        recipients: candidates.map(({ personId, accountId }) => ({ personId, accountId })),
        ...(isForOne ? { subject, body } : {}),
      },
      {
        onSuccess: ({ data }) => {
          const refused = data.filter(({ refusal }) => refusal !== null);
          tellDone(t('ranking:invite.sent', { count: data.length - refused.length }));
          for (const { refusal } of refused) if (refusal) tellFailed(new Error(refusal.text));
          onSent();
        },
        onError: tellFailed,
      },
    );
  return (
    <Stack>
      {preview.refusal && <Alert color="yellow">{preview.refusal.text}</Alert>}
      {!isForOne && (
        <Text size="sm">{t('ranking:invite.many', { count: candidates.length, name: preview.name })}</Text>
      )}
      <Text size="xs" c="dimmed">
        {t('ranking:invite.to')} {preview.name} {preview.email && `<${preview.email}>`}
      </Text>
      <TextInput
        label={t('ranking:invite.subject')}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        readOnly={!isForOne}
        required
      />
      <Textarea
        label={t('ranking:invite.body')}
        description={t('ranking:invite.bodyHint')}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        readOnly={!isForOne}
        autosize
        minRows={8}
        maxRows={18}
        required
      />
      <Group justify="flex-end">
        <Button onClick={send} loading={invite.isPending} disabled={preview.refusal !== null && isForOne}>
          {t('ranking:invite.send', { count: candidates.length })}
        </Button>
      </Group>
    </Stack>
  );
}

function NoOffer() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('ranking:invite.noOffer')}
      detail={t('ranking:invite.noOfferDetail')}
      action={
        <Button component={Link} to="/offers">
          {t('ranking:invite.makeOffer')}
        </Button>
      }
    />
  );
}
