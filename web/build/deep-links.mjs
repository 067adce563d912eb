/** Lets the development server answer every path of a part with its page, as the gateway does. */
export function deepLinks() {
  return {
    name: 'deep-links',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        const part = /^\/(shop|console)(?:\/|$)/.exec(request.url)?.[1];
        const wantsPage = request.headers.accept?.includes('text/html');
        if (part !== undefined && wantsPage) request.url = `/${part}/index.html`;
        next();
      });
    },
  };
}
