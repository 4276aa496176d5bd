import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';
import { Loaded } from '../ui/states.tsx';
import { emptyValues, valuesOf } from './form-values.ts';
import { PlaybookForm } from './playbook-form.tsx';
import { playbookQuery, presetsQuery } from './queries.ts';

const newRoute = getRouteApi('/shell/playbooks/new');
const editRoute = getRouteApi('/shell/playbooks/$playbookId/edit');

export function NewPlaybookPage() {
  const { t } = useTranslation();
  const { preset } = newRoute.useSearch();
  return (
    <>
      <PageHeader
        above={[{ label: t('playbooks:title'), to: '/playbooks' }]}
        title={t('playbooks:form.titleNew')}
        detail={t('playbooks:form.newDetail')}
      />
      <Loaded query={useQuery(presetsQuery)}>
        {({ data }) => {
          const chosen = data.find(({ purpose }) => purpose === preset);
          return <PlaybookForm values={chosen ? valuesOf(chosen) : emptyValues()} />;
        }}
      </Loaded>
    </>
  );
}

export function EditPlaybookPage() {
  const { t } = useTranslation();
  const { playbookId } = editRoute.useParams();
  return (
    <Loaded query={useQuery(playbookQuery(playbookId))}>
      {(playbook) => (
        <>
          <PageHeader
            above={[
              { label: t('playbooks:title'), to: '/playbooks' },
              { label: playbook.name, to: '/playbooks/$playbookId', params: { playbookId } },
            ]}
            title={t('playbooks:form.titleEdit', { name: playbook.name })}
            detail={t('playbooks:form.editDetail')}
          />
          <PlaybookForm key={playbook.id} known={playbook} values={valuesOf(playbook)} />
        </>
      )}
    </Loaded>
  );
}
