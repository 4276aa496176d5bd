import { Group, SegmentedControl, Select, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES, type Locale } from '../shell/words.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { type TemplateView, useTemplates } from './queries.ts';
import { TemplateForm } from './template-form.tsx';

const KIND_PX = 280;

const route = getRouteApi('/shell/message-templates');

/** The wording of every mail that the program sends, in each language. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const templates = useTemplates();
  return (
    <>
      <PageHeader title={t('messages:templates.title')} detail={t('messages:templates.detail')} />
      <Loaded query={templates}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t('messages:templates.none')} />
          ) : (
            <ChosenTemplate templates={all} />
          )
        }
      </Loaded>
    </>
  );
}

function ChosenTemplate({ templates }: { templates: TemplateView[] }) {
  const { t, i18n } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const kind = search.kind ?? templates[0]?.kind;
  const locale = search.locale ?? i18n.language;
  const chosen = templates.find((template) => template.kind === kind && template.locale === locale);
  const kinds = new Map(templates.map((template) => [template.kind, template.name]));
  const change = (changed: { kind?: string; locale?: string }) =>
    navigate({ search: { kind, locale, ...changed }, replace: true });
  return (
    <Stack>
      <Panel>
        <Group align="flex-end">
          <Select
            label={t('messages:templates.kind')}
            data={[...kinds].map(([value, label]) => ({ value, label }))}
            value={kind ?? null}
            onChange={(value) => change({ kind: value ?? undefined })}
            allowDeselect={false}
            w={KIND_PX}
          />
          <SegmentedControl
            aria-label={t('messages:templates.language')}
            data={LOCALES.map((value: Locale) => ({ value, label: LOCALE_NAMES[value] }))}
            value={locale}
            onChange={(value) => change({ locale: value })}
          />
        </Group>
      </Panel>
      {chosen && (
        <TemplateForm key={`${chosen.kind} ${chosen.locale} ${chosen.updatedAt}`} template={chosen} />
      )}
    </Stack>
  );
}
