import { Alert, Anchor, Badge, Button, Drawer, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../ui/states.tsx';
import { AddPerson } from './add-person.tsx';
import { FactorInputs } from './factor-inputs.tsx';
import { FACTORS } from './factors.ts';
import { type Candidate, useRankingDetail } from './queries.ts';
import { ScoreMark } from './score-mark.tsx';

interface DetailDrawerProps {
  accountId: string | undefined;
  onClose(): void;
  onInvite?: (candidate: Candidate) => void;
}

/** How one account came by its place: reasons, persons, and every input of every factor. */
export function DetailDrawer({ accountId, onClose, onInvite }: DetailDrawerProps) {
  const { t } = useTranslation();
  const detail = useRankingDetail(accountId);
  return (
    <Drawer
      opened={accountId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('ranking:detailTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={detail}>
        {(ranked) => (
          <Stack>
            <Group wrap="nowrap">
              <ScoreMark score={ranked.score} size={64} />
              <div>
                <Title order={2}>{ranked.account.name}</Title>
                <Anchor
                  size="sm"
                  renderRoot={(props) => (
                    <Link to="/accounts/$accountId" params={{ accountId: ranked.account.id }} {...props} />
                  )}
                >
                  {t('ranking:openAccount')}
                </Anchor>
              </div>
            </Group>
            {!ranked.isEligible && (
              <Alert color="yellow" title={t('ranking:notNow')}>
                {ranked.exclusions.map(({ text }) => text).join(' ')}
              </Alert>
            )}
            <List size="sm">
              {ranked.reasons.map(({ code, text }) => (
                <List.Item key={code}>{text}</List.Item>
              ))}
            </List>
            <section>
              <Title order={3} mb="xs">
                {t('ranking:people')}
              </Title>
              <Stack gap="xs">
                {ranked.people.length === 0 && ranked.isEligible && <AddPerson account={ranked.account} />}
                {ranked.people.map((person, place) => (
                  <Group key={person.personId} justify="space-between" wrap="nowrap">
                    <div>
                      <Text component="div" size="sm" fw={600}>
                        {place + 1}. {person.name ?? person.email}{' '}
                        {person.role && <Badge variant="default">{t(`customers:role.${person.role}`)}</Badge>}{' '}
                        {person.isPromoter && <PromoterBadge />}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {person.why.text}
                      </Text>
                    </div>
                    {onInvite && ranked.isEligible && (
                      <Button
                        size="compact-sm"
                        variant="light"
                        leftSection={<IconSend size={14} />}
                        onClick={() =>
                          onInvite({
                            personId: person.personId,
                            accountId: ranked.account.id,
                            name: person.name ?? person.email ?? '',
                            accountName: ranked.account.name,
                          })
                        }
                      >
                        {t('ranking:invite.action')}
                      </Button>
                    )}
                  </Group>
                ))}
              </Stack>
            </section>
            {FACTORS.map((factor) => (
              <FactorInputs
                key={factor}
                name={t(`ranking:factor.${factor}`)}
                factor={ranked.factors[factor]}
              />
            ))}
            <Text size="xs" c="dimmed">
              {t('ranking:formula')}
            </Text>
          </Stack>
        )}
      </Loaded>
    </Drawer>
  );
}

/** A survey of one's own says that this person may be asked. */
function PromoterBadge() {
  const { t } = useTranslation();
  return (
    <Badge color="blue" variant="light" tt="none">
      {t('surveys:answers.promoter')}
    </Badge>
  );
}
