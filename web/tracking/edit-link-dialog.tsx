import { Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { CapFields, toCap } from './cap-fields.tsx';
import { afterDay, lastDayBefore } from './last-day.ts';
import { PasswordFields, passwordChange } from './password-fields.tsx';
import { changeLink, type LinkRow } from './queries.ts';
import { type LinkValues, TargetFields, withKey } from './target-fields.tsx';

/** Where a link leads: its destination, further ones by visitor or by lot, and what follows when it expires. */
export function EditLinkDialog({ link, onClose }: { link: LinkRow; onClose(): void }) {
  const { t } = useTranslation();
  const { timeZone } = useSession().workspace;
  const { form, onSubmit, isSending, refusal } = useServerForm<LinkValues>(
    {
      mode: 'controlled',
      initialValues: {
        destinationUrl: link.destinationUrl ?? '',
        targets: link.targets.map(withKey),
        lastDay: link.expiresAt ? lastDayBefore(link.expiresAt, timeZone) : '',
        expiredUrl: link.expiredUrl ?? '',
        clicksPerDay: link.clicksPerDay ?? '',
        clicksPerMonth: link.clicksPerMonth ?? '',
        asksPassword: link.hasPassword,
        password: '',
      },
    },
    async ({ destinationUrl, targets, lastDay, expiredUrl, clicksPerDay, clicksPerMonth, ...password }) => {
      await changeLink(link.id, {
        destinationUrl: destinationUrl.trim() || null,
        targets: targets.map(({ key: _key, ...target }) => ({ ...target, url: target.url.trim() })),
        expiresAt: lastDay ? afterDay(lastDay, timeZone) : null,
        expiredUrl: expiredUrl.trim() || null,
        clicksPerDay: toCap(clicksPerDay),
        clicksPerMonth: toCap(clicksPerMonth),
        ...passwordChange(password),
      });
      tellDone(t('tracking:links.saved'));
      onClose();
    },
  );
  const { lastDay: last, clicksPerDay: daily, clicksPerMonth: monthly } = form.values;
  const endsSomehow = [last, daily, monthly].some((value) => value !== '');
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('tracking:links.edit', { name: link.key })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('tracking:links.destination')}
            description={t('tracking:links.destinationHint')}
            placeholder="https://"
            {...form.getInputProps('destinationUrl')}
          />
          <TargetFields form={form} linkId={link.id} />
          <TextInput
            type="date"
            label={t('tracking:links.lastDay')}
            description={t('tracking:links.lastDayHint')}
            {...form.getInputProps('lastDay')}
          />
          <CapFields
            perDay={form.getInputProps('clicksPerDay')}
            perMonth={form.getInputProps('clicksPerMonth')}
          />
          {endsSomehow && (
            <TextInput
              label={t('tracking:links.expired')}
              description={t('tracking:links.expiredHint')}
              placeholder="https://"
              {...form.getInputProps('expiredUrl')}
            />
          )}
          <PasswordFields form={form} hasPassword={link.hasPassword} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
