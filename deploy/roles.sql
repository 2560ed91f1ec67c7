-- The desk's two database roles, on your own PostgreSQL (15 or newer).
--
--   claimtracker_owner   owns the database and runs the migrations (DATABASE_OWNER_URL)
--   claimtracker_app     what web and workers use (DATABASE_URL): reads and writes rows, changes no table; the
--                        migrations take UPDATE and DELETE on what is published away from it
--
-- Run as a superuser, in the desk's database, before the first migration; running it again changes nothing but
-- the passwords. They come from the environment, because arguments show in the list of processes:
--
--   createdb claimtracker
--   read -rs OWNER_PASSWORD && read -rs APP_PASSWORD && export OWNER_PASSWORD APP_PASSWORD
--   psql -d claimtracker -f deploy/roles.sql
--
-- Other names: -v owner=… -v app=… (and -v owner_password=… -v app_password=… where nobody can look).

\set ON_ERROR_STOP on
\if :{?owner}
\else
    \set owner claimtracker_owner
\endif
\if :{?app}
\else
    \set app claimtracker_app
\endif
\if :{?owner_password}
\else
    \getenv owner_password OWNER_PASSWORD
\endif
\if :{?app_password}
\else
    \getenv app_password APP_PASSWORD
\endif

-- psql puts no variables into a DO block; a setting carries the names there.
SELECT set_config('claimtracker.owner', :'owner', false), set_config('claimtracker.app', :'app', false);

DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY[current_setting('claimtracker.owner'), current_setting('claimtracker.app')] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I', role);
        END IF;
    END LOOP;
END $$;

ALTER ROLE :"owner" LOGIN PASSWORD :'owner_password';
ALTER ROLE :"app" LOGIN PASSWORD :'app_password';

-- The owner may make schemas and trusted extensions (pg_trgm, unaccent); nobody else may even connect. A template
-- keeps its owner.
DO $$
DECLARE
    owner text := current_setting('claimtracker.owner');
    app text := current_setting('claimtracker.app');
    database text := current_database();
BEGIN
    IF NOT (SELECT datistemplate FROM pg_database WHERE datname = database) THEN
        EXECUTE format('ALTER DATABASE %I OWNER TO %I', database, owner);
        EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', database);
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', database, app);
    END IF;
END $$;

GRANT USAGE ON SCHEMA public TO :"app";

-- For every table that the owner will make. This must come before the migrations: they revoke from it again.
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT EXECUTE ON FUNCTIONS TO :"app";

-- Search by meaning, where the server has pgvector. It is no trusted extension: only a superuser can make it.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
        CREATE EXTENSION IF NOT EXISTS vector;
    END IF;
END $$;
