import { Button, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRoleChoices } from '../../settings/roles/role-name.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { useOwnerOptions } from '../queries.ts';
import { forgetHandOffs, type ShownHandOff } from './queries.ts';

const ROLE = 'role:';

interface ProposeProps {
  accountId?: string;
  personId?: string;
}

/** Hands a lead to a colleague, or to whoever of a role takes it. */
export function ProposeButton(about: ProposeProps) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconArrowForwardUp size={16} />} onClick={dialog.open}>
        {t('handOffs:propose')}
      </Button>
      {isOpen && <ProposeDialog about={about} onClose={dialog.close} />}
    </>
  );
}

function ProposeDialog({ about, onClose }: { about: ProposeProps; onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const colleagues = useOwnerOptions();
  const roles = useRoleChoices();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { to: `${ROLE}sales`, promised: '', nextStep: '' } },
    async ({ to, promised, nextStep }) => {
      const receiver = to.startsWith(ROLE) ? { toRole: to.slice(ROLE.length) } : { toId: to };
      const words = { promised: promised || null, nextStep: nextStep || null };
      const { id } = await api.post<ShownHandOff>('/hand-offs', { ...about, ...receiver, ...words });
      await forgetHandOffs();
      tellDone(t('handOffs:proposed'));
      await navigate({ to: '/hand-offs/$handOffId', params: { handOffId: id } });
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('handOffs:proposeTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Select
            label={t('handOffs:to')}
            searchable
            allowDeselect={false}
            data={[
              {
                group: t('handOffs:roles'),
                items: roles.map(({ value, label }) => ({ value: `${ROLE}${value}`, label })),
              },
              { group: t('handOffs:colleagues'), items: colleagues },
            ]}
            {...form.getInputProps('to')}
          />
          <Textarea
            label={t('handOffs:promised')}
            description={t('handOffs:promisedHint')}
            autosize
            minRows={2}
            {...form.getInputProps('promised')}
          />
          <Textarea label={t('handOffs:nextStep')} autosize minRows={2} {...form.getInputProps('nextStep')} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('handOffs:propose')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
