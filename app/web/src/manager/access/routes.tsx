import { type AnyRoute, createRoute } from "@tanstack/react-router";
import { skipWhenSignedIn } from "./entrance";
import { ForgotPasswordPage } from "./ForgotPasswordPage";
import { InvitationPage, ResetPasswordPage } from "./NewPasswordPage";
import { SIGN_IN_PATH } from "./paths";
import { SignInPage } from "./SignInPage";
import { WelcomePage } from "./WelcomePage";

const PAGES = {
  [SIGN_IN_PATH]: SignInPage,
  "/forgot-password": ForgotPasswordPage,
  "/reset-password/$token": ResetPasswordPage,
  "/invitation/$token": InvitationPage,
  "/welcome/$token": WelcomePage,
};

const signedInGoOn = ({ search }: { search: { next?: string } }) => skipWhenSignedIn(search.next);

/** The pages for people who are not signed in. */
export function accessRoutes(parent: AnyRoute): AnyRoute[] {
  return Object.entries(PAGES).map(([path, component]) =>
    createRoute({
      getParentRoute: () => parent,
      path,
      component,
      beforeLoad: path === SIGN_IN_PATH ? signedInGoOn : undefined,
    }),
  );
}
