import { List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Fact } from '../ui/fact.tsx';
import { Share } from '../ui/numbers.tsx';
import { Panel } from '../ui/panel.tsx';
import { useCriteriaWords, useSuccessWords } from './criteria-words.tsx';
import type { Definition } from './queries.ts';

const PERCENT = 100;

/** When it begins, when it has worked, and when it ends all the same. */
export function CoursePanel({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const sayCriteria = useCriteriaWords();
  const saySuccess = useSuccessWords();
  const { entry, exit, success, maxDays, maxStartsPerDay, restDays, holdoutPercent } = definition;
  return (
    <Panel title={t('playbooks:course')}>
      <Stack gap="sm">
        <Part
          title={t('playbooks:form.entry')}
          lines={entry ? sayCriteria(entry) : [t('playbooks:onlyByHand')]}
        />
        <Part title={t('playbooks:form.success')} lines={saySuccess(success)} />
        {exit && <Part title={t('playbooks:form.exit')} lines={sayCriteria(exit)} />}
        <Stack gap={4}>
          <Fact label={t('playbooks:form.maxDays')}>{t('playbooks:days', { count: maxDays })}</Fact>
          <Fact label={t('playbooks:form.maxStartsPerDay')}>{maxStartsPerDay}</Fact>
          <Fact label={t('playbooks:form.restDays')}>
            {restDays === null ? t('playbooks:never') : t('playbooks:days', { count: restDays })}
          </Fact>
          <Fact label={t('playbooks:form.holdoutPercent')}>
            <Share share={holdoutPercent / PERCENT} fractionDigits={0} />
          </Fact>
        </Stack>
      </Stack>
    </Panel>
  );
}

function Part({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div>
      <Text size="xs" c="dimmed" fw={600}>
        {title}
      </Text>
      <List size="sm" spacing={2}>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  );
}
