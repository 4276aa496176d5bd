import { Avatar, Text } from '@mantine/core';
import { IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ATTITUDES, LEVELS } from '../../../server/customers/deals/kinds.ts';
import classes from './map.module.css';
import type { Stakeholder, StandingTo } from './stakeholder.ts';

const COLUMNS = [...ATTITUDES].reverse();
const ROWS = [...LEVELS].reverse();
const COLORS = { supporter: 'teal', neutral: 'blue', opponent: 'red' };

/** A small picture: who is for it stands to the right, whose word counts most on top. Unknown stands in the middle. */
export function StakeholderMap({ people, to }: { people: Stakeholder[]; to: StandingTo }) {
  const { t } = useTranslation();
  const placeOf = ({ attitude, influence }: Stakeholder) =>
    `${attitude ?? 'neutral'} ${influence ?? 'medium'}`;
  const places = Map.groupBy(people, placeOf);
  return (
    <figure className={classes.map} role="img" aria-label={t('people:part.map')}>
      {ROWS.map((influence) => (
        <div key={influence} className={classes.mapRow}>
          <Text size="xs" c="dimmed" className={classes.mapLabel}>
            {t(`people:part.influenceOf.${influence}`)}
          </Text>
          {COLUMNS.map((attitude) => (
            <div key={attitude} className={classes.mapCell}>
              {(places.get(`${attitude} ${influence}`) ?? []).map((person) => (
                <Face key={person.personId} person={person} />
              ))}
            </div>
          ))}
        </div>
      ))}
      <div className={classes.mapRow}>
        <span className={classes.mapLabel} />
        {COLUMNS.map((attitude) => (
          <Text key={attitude} size="xs" c="dimmed" ta="center">
            {t(`people:part.${to}.${attitude}`)}
          </Text>
        ))}
      </div>
    </figure>
  );
}

function Face({ person: { name, email, role, attitude } }: { person: Stakeholder }) {
  const { t } = useTranslation();
  const shown = name ?? email ?? '–';
  return (
    <div className={classes.face}>
      <div style={{ position: 'relative' }}>
        <Avatar name={shown} size={30} color={COLORS[attitude ?? 'neutral']} />
        {role === 'champion' && <IconStarFilled size={12} className={classes.star} aria-hidden />}
      </div>
      <Text size="xs" fw={550} truncate maw="100%">
        {shown}
      </Text>
      <Text size="xs" c="dimmed" truncate maw="100%">
        {role ? t(`customers:role.${role}`) : '–'}
      </Text>
    </div>
  );
}
