import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Fact } from '../ui/fact.tsx';
import { Panel } from '../ui/panel.tsx';
import type { AttributionView } from './queries.ts';

/** Each model in one sentence. */
export function ModelSentences({ models }: Pick<AttributionView, 'models'>) {
  const { t } = useTranslation();
  return (
    <Panel title={t('quality:attribution.models')}>
      <Stack gap={6}>
        {models.map(({ model, name, sentence }) => (
          <Fact key={model} label={name}>
            {sentence}
          </Fact>
        ))}
      </Stack>
    </Panel>
  );
}
