import { Code, Group, Image, SimpleGrid, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';

const QR_PX = 172;

export interface Enrollment {
  totpURI: string;
  backupCodes: string[];
}

interface TwoFactorStepsProps {
  enrollment: Enrollment;
  onDone(): void;
}

/** Scan the picture, keep the backup codes, prove it with a first code. */
export function TwoFactorSteps({ enrollment, onDone }: TwoFactorStepsProps) {
  const { t } = useTranslation();
  const { totpURI, backupCodes } = enrollment;
  const picture = useQuery({
    queryKey: ['two-factor-picture', totpURI],
    queryFn: async () => (await import('qrcode')).toDataURL(totpURI, { margin: 1, width: QR_PX * 2 }),
    gcTime: 0,
  });
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { code: '' } },
    async ({ code }) => {
      await api.signIn('/two-factor/verify-totp', { code: code.replaceAll(' ', '') });
      onDone();
    },
  );
  return (
    <Group align="flex-start" gap="xl">
      <Stack gap="xs" w={QR_PX}>
        {picture.data ? (
          <Image src={picture.data} w={QR_PX} h={QR_PX} radius="md" alt={t('settings:security.picture')} />
        ) : (
          <Skeleton width={QR_PX} height={QR_PX} />
        )}
        <CopyButton
          value={new URL(totpURI).searchParams.get('secret') ?? ''}
          label={t('settings:security.secret')}
        />
      </Stack>
      <Stack maw={360}>
        <Text size="sm">{t('settings:security.scan')}</Text>
        <div>
          <Text size="sm" mb={6}>
            {t('settings:security.backup')}
          </Text>
          <SimpleGrid cols={2} spacing={6} verticalSpacing={4}>
            {backupCodes.map((code) => (
              <Code key={code}>{code}</Code>
            ))}
          </SimpleGrid>
          <CopyButton value={backupCodes.join('\n')} />
        </div>
        <form onSubmit={onSubmit}>
          <Stack gap="xs">
            <TextInput
              label={t('settings:security.firstCode')}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              {...form.getInputProps('code')}
            />
            <Refusal text={refusal} />
            <SubmitButton isSending={isSending}>{t('settings:security.turnOn')}</SubmitButton>
          </Stack>
        </form>
      </Stack>
    </Group>
  );
}
