import { Drawer, NumberInput, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type Settings, saveSettings, useSettings } from './queries.ts';

const WINDOW_DAYS = { min: 7, max: 365 };
const FALSE_DISCOVERY = { min: 0.0001, max: 0.2, step: 0.005 };
const MAX_ROWS = 8;

type RuleCode = keyof Settings['rules'];

/** The rules with their thresholds and lists; who may not change them sees them. */
export function SettingsDrawer({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('fraud:settings.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={useSettings()}>
        {(settings) => <SettingsForm settings={settings} onDone={onClose} />}
      </Loaded>
    </Drawer>
  );
}

function SettingsForm({ settings, onDone }: { settings: Settings; onDone(): void }) {
  const { t } = useTranslation();
  const isLocked = !useCan()('fraud.decide');
  const { rules, windowDays, falseDiscoveryRate, limits } = settings;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        ...{ rules, windowDays, falseDiscoveryRate },
        freeDomains: settings.freeDomains.join('\n'),
        disposableDomains: settings.disposableDomains.join('\n'),
      },
    },
    async ({ freeDomains, disposableDomains, ...figures }) => {
      await saveSettings({
        ...figures,
        freeDomains: linesOf(freeDomains),
        disposableDomains: linesOf(disposableDomains),
      });
      tellDone(t('fraud:settings.saved'));
      onDone();
    },
  );
  const codes = Object.keys(limits) as RuleCode[];
  return (
    <form onSubmit={onSubmit}>
      <fieldset disabled={isLocked} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack gap="lg">
          {codes.map((code) => (
            <Stack key={code} gap="xs">
              <Switch
                label={t(`fraud:rule.${code}`)}
                description={t(`fraud:about.${code}`)}
                {...form.getInputProps(`rules.${code}.isOn`, { type: 'checkbox' })}
              />
              {Object.entries(limits[code]).map(([name, { min, max }]) => (
                <NumberInput
                  key={name}
                  size="xs"
                  label={t(`fraud:threshold.${name}`)}
                  step={max <= 1 ? 0.05 : 1}
                  {...{ min, max }}
                  {...form.getInputProps(`rules.${code}.thresholds.${name}`)}
                />
              ))}
            </Stack>
          ))}
          <NumberInput
            label={t('fraud:settings.windowDays')}
            {...WINDOW_DAYS}
            {...form.getInputProps('windowDays')}
          />
          <NumberInput
            label={t('fraud:settings.falseDiscoveryRate')}
            description={t('fraud:settings.falseDiscoveryHint')}
            {...FALSE_DISCOVERY}
            {...form.getInputProps('falseDiscoveryRate')}
          />
          <Textarea
            label={t('fraud:settings.freeDomains')}
            description={t('fraud:settings.freeHint')}
            autosize
            maxRows={MAX_ROWS}
            {...form.getInputProps('freeDomains')}
          />
          <Textarea
            label={t('fraud:settings.disposableDomains')}
            description={t('fraud:settings.disposableHint')}
            autosize
            maxRows={MAX_ROWS}
            {...form.getInputProps('disposableDomains')}
          />
          <Refusal text={refusal} />
          {isLocked ? (
            <Text size="xs" c="dimmed">
              {t('fraud:settings.locked')}
            </Text>
          ) : (
            <SubmitButton isSending={isSending}>{t('fraud:settings.save')}</SubmitButton>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
