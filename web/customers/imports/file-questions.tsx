import { Alert, Radio, Select, Stack } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportChange } from '../../../server/customers/imports/schema.ts';
import type { ImportObject, RunFile } from './queries.ts';

type Answer = Omit<ImportChange['files'][number], 'id'>;
type Question = RunFile['questions'][number];

interface FileQuestionsProps {
  file: RunFile;
  objects: ImportObject[];
  isBusy: boolean;
  onAnswer(answer: Answer): void;
}

const MOST_RADIO_OPTIONS = 4;

/** What only a person can decide; each answer is sent at once. */
export function FileQuestions({ file, objects, isBusy, onAnswer }: FileQuestionsProps) {
  const { t } = useTranslation();
  const labelOf = (question: Question, option: string) => {
    if (question.kind === 'object') return objects.find(({ name }) => name === option)?.label ?? option;
    if (question.kind === 'required_field') return option;
    return t(`importing:answer.${option}`);
  };
  return (
    <Alert color="yellow" icon={<IconHelpCircle size={18} />} title={t('importing:questionsTitle')}>
      <Stack>
        {file.questions.map((question) => {
          const answer = (option: string) => onAnswer(answerOf(file, question, option));
          const options = question.options.map((option) => ({
            value: option,
            label: labelOf(question, option),
          }));
          const key = `${question.kind}-${question.columnIndex}-${question.values.field ?? ''}`;
          if (options.length > MOST_RADIO_OPTIONS) {
            return (
              <Select
                key={key}
                label={question.text}
                data={options}
                value={null}
                searchable
                maw={320}
                disabled={isBusy}
                onChange={(value) => value && answer(value)}
              />
            );
          }
          return (
            <Radio.Group key={key} label={question.text} onChange={answer} value={null}>
              <Stack gap={6} mt={6}>
                {options.map(({ value, label }) => (
                  <Radio
                    key={value}
                    value={value}
                    disabled={isBusy}
                    label={value === question.suggestion ? t('importing:likely', { label }) : label}
                  />
                ))}
              </Stack>
            </Radio.Group>
          );
        })}
      </Stack>
    </Alert>
  );
}

function answerOf(file: RunFile, question: Question, option: string): Answer {
  const index = question.columnIndex ?? -1;
  switch (question.kind) {
    case 'object':
      return { objectName: option };
    case 'required_field': {
      const column = file.columns.find(({ header }) => header === option);
      return { columns: [{ index: column?.index ?? index, target: String(question.values.field) }] };
    }
    case 'date_order':
      return { columns: [{ index, dateOrder: option === 'mdy' ? 'mdy' : 'dmy' }] };
    case 'decimal_mark':
      return { columns: [{ index, decimalMark: option === 'comma' ? 'comma' : 'point' }] };
  }
}
