import { Button, Group, Switch, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignedObject } from '../../../server/customers/ownership/schema.ts';
import { useCan } from '../../shell/session.ts';
import { useFormat } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ToolButton } from '../../ui/tool-button.tsx';
import { useOwnerOptions } from '../queries.ts';
import { type RuleRow, useAssignmentPreview, useAssignmentRules, useRuleActs } from './queries.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { useConditionWords } from './rule-words.ts';

/** The rules for accounts or people in the order in which they are tried, and what they would do now. */
export function RulesPanel({ object }: { object: AssignedObject }) {
  const { t } = useTranslation();
  const can = useCan();
  const rules = useAssignmentRules(object);
  const [edited, edit] = useState<RuleRow | 'new' | null>(null);
  const add = can('workspace.write') && (
    <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t('ownership:rules.new')}
    </Button>
  );
  return (
    <Panel
      isFlush
      title={t(`ownership:rules.title.${object}`)}
      detail={<WithoutOwner object={object} />}
      actions={(rules.data?.length ?? 0) > 0 && add}
    >
      <Loaded query={rules}>
        {(shown) =>
          shown.length > 0 ? (
            <RuleTable object={object} rules={shown} onEdit={edit} />
          ) : (
            <EmptyState
              title={t('ownership:rules.none')}
              detail={t(`ownership:rules.noneDetail.${object}`)}
              action={add}
            />
          )
        }
      </Loaded>
      {edited && (
        <RuleDialog object={object} rule={edited === 'new' ? null : edited} onClose={() => edit(null)} />
      )}
    </Panel>
  );
}

/** How many have no owner, and a way to give those away that a rule takes. */
function WithoutOwner({ object }: { object: AssignedObject }) {
  const { t } = useTranslation();
  const can = useCan();
  const preview = useAssignmentPreview(object).data;
  const { apply } = useRuleActs(object);
  if (!preview) return null;
  const taken = preview.byRule.reduce((sum, { count }) => sum + count, 0);
  return (
    <Group gap="xs">
      <span>{t(`ownership:rules.ownerless.${object}`, { count: preview.ownerlessCount })}</span>
      {taken > 0 && can('workspace.write') && (
        <Button
          size="compact-xs"
          variant="light"
          loading={apply.isPending}
          onClick={() => apply.mutate(undefined)}
        >
          {t('ownership:rules.apply', { count: taken })}
        </Button>
      )}
    </Group>
  );
}

interface RuleTableProps {
  object: AssignedObject;
  rules: RuleRow[];
  onEdit(rule: RuleRow): void;
}

function RuleTable({ object, rules, onEdit }: RuleTableProps) {
  const { t } = useTranslation();
  const can = useCan();
  const { number } = useFormat();
  const conditionWords = useConditionWords();
  const preview = useAssignmentPreview(object).data;
  const waiting = (id: string) => preview?.byRule.find(({ ruleId }) => ruleId === id)?.count ?? 0;
  return (
    <SimpleTable
      label={t(`ownership:rules.title.${object}`)}
      rows={rules}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          label: t('ownership:rules.name'),
          isTitle: true,
          cell: ({ name, conditions }) => (
            <>
              {name}
              <Text size="xs" c="dimmed" fw={400}>
                {conditionWords(conditions)}
              </Text>
            </>
          ),
        },
        { id: 'to', label: t('ownership:rules.to'), cell: (rule) => <WhoGetsIt rule={rule} /> },
        {
          id: 'given',
          label: t('ownership:rules.given'),
          align: 'right',
          cell: ({ givenCount }) => number(givenCount),
        },
        {
          id: 'waiting',
          label: t('ownership:rules.waiting'),
          align: 'right',
          cell: ({ id }) => number(waiting(id)),
        },
        ...(can('workspace.write')
          ? [
              {
                id: 'acts',
                label: t('ownership:rules.acts'),
                isLabelHidden: true,
                align: 'right' as const,
                cell: (rule: RuleRow) => (
                  <RuleActs object={object} rules={rules} rule={rule} onEdit={onEdit} />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function WhoGetsIt({ rule }: { rule: RuleRow }) {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  if (rule.followsAccount) return t('ownership:rules.followsAccount');
  return rule.memberIds
    .map((id) => owners.find(({ value }) => value === id)?.label ?? t('ownership:rules.hasLeft'))
    .join(', ');
}

interface RuleActsProps extends RuleTableProps {
  rule: RuleRow;
}

function RuleActs({ object, rules, rule, onEdit }: RuleActsProps) {
  const { t } = useTranslation();
  const { order, turn, remove } = useRuleActs(object);
  const ids = rules.map(({ id }) => id);
  const place = ids.indexOf(rule.id);
  const label = (act: string) => `${t(`ownership:rules.act.${act}`)}: ${rule.name}`;
  const move = (by: number) => {
    const others = ids.filter((id) => id !== rule.id);
    order.mutate(others.toSpliced(place + by, 0, rule.id));
  };
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Switch
        size="xs"
        aria-label={label('active')}
        checked={rule.isActive}
        onChange={({ currentTarget }) => turn.mutate({ id: rule.id, isActive: currentTarget.checked })}
      />
      <ToolButton
        label={label('up')}
        icon={<IconArrowUp size={16} />}
        disabled={place === 0 || order.isPending}
        onClick={() => move(-1)}
      />
      <ToolButton
        label={label('down')}
        icon={<IconArrowDown size={16} />}
        disabled={place === rules.length - 1 || order.isPending}
        onClick={() => move(1)}
      />
      <ToolButton label={label('edit')} icon={<IconPencil size={16} />} onClick={() => onEdit(rule)} />
      <ToolButton
        label={label('remove')}
        icon={<IconTrash size={16} />}
        onClick={() => remove.mutate({ rule, order: ids })}
      />
    </Group>
  );
}
