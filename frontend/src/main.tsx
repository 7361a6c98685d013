import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { STALE } from "./api/client";
import { Problem } from "./api/problems";
import { makeRouter } from "./app/routes";
import { language } from "./i18n";
import { load } from "./i18n/chosen";
import "./ui/tokens.css";
import "./ui/base.css";

const refused = (thrown: unknown) => thrown instanceof Problem && thrown.body.status < 500 && thrown.body.status > 0;
const queries = new QueryClient({
  defaultOptions: { queries: { retry: (count, thrown) => !refused(thrown) && count < 2, staleTime: 5_000 } },
});
const router = makeRouter(queries);
window.addEventListener(STALE, () => void queries.invalidateQueries());

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const element = document.getElementById("root");
if (element) {
  await load(language());
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
