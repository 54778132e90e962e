"""Each worker and test has its own database, and no two number their companies alike."""

import psycopg
import redis

from tests.services.pytest_plugin import Databases

NEXT_COMPANY = "SELECT nextval(pg_get_serial_sequence('platform.companies', 'id'))"


def test_databases_do_not_share_rows_or_company_numbers(databases: Databases) -> None:
    with databases.new("one") as one, databases.new("two") as two:
        numbers = []
        for urls in (one, two):
            with psycopg.connect(urls["DATABASE_URL"]) as connection:
                row = connection.execute(NEXT_COMPANY).fetchone()
                assert row
                numbers.append(row[0])
                connection.execute("CREATE TABLE only_here ()")
        assert abs(numbers[0] - numbers[1]) >= 1000


def test_a_database_is_gone_after_use(databases: Databases) -> None:
    with databases.new("short") as urls:
        name = urls["DATABASE_URL"].rpartition("/")[2]
    assert databases.cluster.run(f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == []


def test_the_environment_names_services_that_answer(service_env: dict[str, str]) -> None:
    assert redis.Redis.from_url(service_env["REDIS_URL"]).ping()
    with psycopg.connect(service_env["DATABASE_APP_URL"]) as connection:
        role = connection.execute("SELECT current_user").fetchone()
    assert role == ("voki_app",)
    assert len(service_env["SECRET_KEY"]) >= 32
