import { Fieldset, Select, SimpleGrid, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type SurveyFormOf, usualWords } from './form-values.ts';
import { KINDS, LANGUAGES, type Language, type SurveyKind } from './queries.ts';

/** The survey's name and kind; words that nobody has touched follow the kind. */
export function KindFields({ form, isNew }: { form: SurveyFormOf; isNew: boolean }) {
  const { t } = useTranslation();
  const choose = (value: string | null) => {
    const kind = (value ?? 'nps') as SurveyKind;
    const { kind: before, words } = form.getValues();
    for (const language of LANGUAGES) {
      if (words[language].question === usualWords(t, before, language).question)
        form.setFieldValue(`words.${language}.question`, usualWords(t, kind, language).question);
    }
    form.setFieldValue('kind', kind);
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        label={t('surveys:form.name')}
        description={t('surveys:form.nameHint')}
        required
        {...form.getInputProps('name')}
      />
      <Select
        label={t('surveys:form.kind')}
        description={t(`surveys:kindDetail.${form.getValues().kind}`)}
        data={KINDS.map((value) => ({ value, label: t(`surveys:kind.${value}`) }))}
        allowDeselect={false}
        disabled={!isNew}
        {...form.getInputProps('kind')}
        onChange={choose}
      />
    </SimpleGrid>
  );
}

/** What is said in one language; without it, people who speak it are asked in the other. */
export function WordsFields({ form, language }: { form: SurveyFormOf; language: Language }) {
  const { t } = useTranslation();
  const { words } = form.getValues();
  const isOnly = LANGUAGES.every((other) => other === language || !words[other].isSpoken);
  const name = t(`surveys:language.${language}`);
  // The server names a wrong text by its place in the survey.
  const errorOf = (part: string) => form.errors[`texts.${language}.${part}`];
  return (
    <Fieldset legend={t('surveys:form.words', { language: name })}>
      <Stack gap="sm">
        <Switch
          label={t('surveys:form.speaks', { language: name })}
          disabled={isOnly && words[language].isSpoken}
          {...form.getInputProps(`words.${language}.isSpoken`, { type: 'checkbox' })}
        />
        {words[language].isSpoken && (
          <>
            <Textarea
              label={t('surveys:form.question')}
              required
              autosize
              lang={language}
              {...form.getInputProps(`words.${language}.question`)}
              error={errorOf('question')}
            />
            <TextInput
              label={t('surveys:form.followUp')}
              description={t('surveys:form.followUpHint')}
              lang={language}
              {...form.getInputProps(`words.${language}.followUp`)}
              error={errorOf('followUp')}
            />
            <TextInput
              label={t('surveys:form.thanks')}
              lang={language}
              {...form.getInputProps(`words.${language}.thanks`)}
              error={errorOf('thanks')}
            />
          </>
        )}
      </Stack>
    </Fieldset>
  );
}
