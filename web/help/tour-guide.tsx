import 'driver.js/dist/driver.css';
import './tour.css';
import { useReducedMotion } from '@mantine/hooks';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Driver, driver } from 'driver.js';
import type { TFunction } from 'i18next';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stop } from '../../server/strategy/learning/rules.ts';
import { keepLearning, learningQuery } from '../shell/learning.ts';
import { useCan } from '../shell/session.ts';
import { endTour } from '../shell/tour-state.ts';
import { tellFailed } from '../ui/toast.tsx';
import { SHOWN_AT, stopsFor } from './tour-stops.ts';

const LOOK_FOR_MS = 8_000;
const LOOK_EVERY_MS = 100;
const OF_A_BUTTON = ['aria-haspopup', 'aria-expanded', 'aria-controls'];

/** Leads from screen to screen; where the person leaves it is kept, and it goes on there. */
export default function TourGuide() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const reducesMotion = useReducedMotion();
  const { tour } = useSuspenseQuery(learningQuery).data;
  const [stops] = useState(() => stopsFor(tour.stops, can));
  const [place, goTo] = useState(() => Math.max(0, tour.stop ? stops.indexOf(tour.stop) : 0));
  const stop = stops[place];
  const leave = useEffectEvent((isEnded: boolean) => {
    endTour();
    keepLearning({ tour: { stop: isEnded ? null : (stop ?? null), isEnded } }).catch(tellFailed);
  });
  const show = useEffectEvent((tourDriver: Driver, target: Element, shown: Stop) => {
    tourDriver.highlight({
      element: target,
      // The library calls the element a button of the dialog, which a heading or panel is not.
      onHighlighted: (element) => {
        for (const name of OF_A_BUTTON) element?.removeAttribute(name);
      },
      popover: {
        ...wordsOf(t, shown, place, stops.length),
        showButtons: place === 0 ? ['next', 'close'] : ['next', 'previous', 'close'],
        onNextClick: () => (place === stops.length - 1 ? leave(true) : goTo(place + 1)),
        onPrevClick: () => goTo(place - 1),
        onCloseClick: () => leave(false),
        onPopoverRender: ({ wrapper, closeButton, progress, nextButton }) => {
          closeButton.setAttribute('aria-label', t('help:tour.leave'));
          progress.setAttribute('role', 'status');
          wrapper.setAttribute('aria-modal', 'true');
          requestAnimationFrame(() => nextButton.focus());
        },
      },
    });
  });
  useEffect(() => {
    if (!stop) return endTour();
    const tourDriver = driver({
      animate: !reducesMotion,
      smoothScroll: !reducesMotion,
      overlayClickBehavior: () => undefined,
      allowKeyboardControl: false,
      disableActiveInteraction: true,
    });
    const looking = new AbortController();
    void navigate({ to: SHOWN_AT[stop].to })
      .then(() => lookFor(SHOWN_AT[stop].target, looking.signal))
      .then((target) => target && show(tourDriver, target, stop));
    keepLearning({ tour: { stop, isEnded: false } }).catch(tellFailed);
    return () => {
      looking.abort();
      tourDriver.destroy();
    };
  }, [stop, navigate, reducesMotion]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && leave(false);
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return null;
}

function wordsOf(t: TFunction, stop: Stop, place: number, count: number) {
  return {
    title: t(`help:tour.stop.${stop}.title`),
    description: t(`help:tour.stop.${stop}.detail`),
    showProgress: true,
    progressText: t('help:tour.progress', { place: place + 1, of: count }),
    nextBtnText: t(place === count - 1 ? 'help:tour.done' : 'help:tour.next'),
    prevBtnText: t('help:tour.back'),
  };
}

/** The element, once the screen has it and it is seen; the whole page where it does not come, as on a phone. */
async function lookFor(target: string, signal: AbortSignal): Promise<Element | null> {
  for (let waitedMs = 0; waitedMs < LOOK_FOR_MS; waitedMs += LOOK_EVERY_MS) {
    if (signal.aborted) return null;
    const found = [...document.querySelectorAll(target)].find((element) => element.checkVisibility());
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return signal.aborted ? null : document.querySelector('#content');
}
