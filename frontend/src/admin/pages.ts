import { lazy } from 'react';

/** The pages of commands: each is fetched when somebody goes there. */
export const LogCheckInPage = lazy(() => import('./checkins/LogCheckIn.tsx'));
export const ReviewMissedPage = lazy(() => import('./checkins/ReviewMissed.tsx'));
export const AssignModulePage = lazy(() => import('./education/AssignModule.tsx'));
export const SessionsPage = lazy(() => import('./accounts/Sessions.tsx'));
export const OutcomeReviewPage = lazy(() => import('./reviews/OutcomeReview.tsx'));
