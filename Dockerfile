# One image for every service; the command says which one runs. Built on the same Node that development uses.
FROM node:20-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY embedded/disk/package.json embedded/disk/
COPY embedded/eventstoredb/package.json embedded/eventstoredb/
COPY embedded/mailbox/package.json embedded/mailbox/
COPY embedded/mongodb/package.json embedded/mongodb/
COPY web/package.json web/

FROM manifests AS build
RUN npm ci
COPY . .
RUN npm run build

FROM manifests AS dependencies
RUN npm ci --omit=dev --workspaces=false --include-workspace-root

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/src/infrastructure/mail/templates src/infrastructure/mail/templates
COPY --from=build /app/bin bin
COPY --from=build /app/dist/src dist/src
COPY --from=build /app/dist/site dist/site
# What a volume mounted there belongs to.
RUN mkdir /data && chown node:node /data
USER node
CMD ["node", "dist/src/services/gateway.js"]
