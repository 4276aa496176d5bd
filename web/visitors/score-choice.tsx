import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { SCALES } from '../../server/signals/rules/scales.ts';
import type { AskPage } from '../../server/signals/schema/survey.ts';
import classes from './score-choice.module.css';

const MANY = 7;

interface ScoreChoiceProps {
  kind: AskPage['kind'];
  question: string;
  /** Tells this scale from another on the same page. */
  name: string;
  score: number | null;
  onChange(score: number): void;
}

/** A question with its scale: one choice of a row of numbers, by mouse, finger or arrow keys. */
export function ScoreChoice({ kind, question, name, score, onChange }: ScoreChoiceProps) {
  const { t } = useTranslation();
  const { low, high } = SCALES[kind];
  const count = high - low + 1;
  const ends = {
    [low]: t(`visitors:survey.scale.${kind}.low`),
    [high]: t(`visitors:survey.scale.${kind}.high`),
  };
  return (
    <fieldset className={classes.group}>
      <legend className={classes.question}>{question}</legend>
      <div className={classes.scale}>
        <div
          className={classes.scores}
          data-many={count > MANY || undefined}
          style={{ '--score-count': count } as CSSProperties}
        >
          {Array.from({ length: count }, (_, place) => low + place).map((value) => (
            <label key={value} className={`${classes.score} figures`}>
              <input
                type="radio"
                name={name}
                value={value}
                aria-label={ends[value] ? `${value}, ${ends[value]}` : undefined}
                checked={score === value}
                onChange={() => onChange(value)}
              />
              {value}
            </label>
          ))}
        </div>
      </div>
      <div className={classes.ends} aria-hidden>
        <span>
          {low} = {ends[low]}
        </span>
        <span style={{ textAlign: 'right' }}>
          {high} = {ends[high]}
        </span>
      </div>
    </fieldset>
  );
}
