using WebPublisher.Policy.State;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Replication;

/// <summary>Who may ask the database, how, and what an operator is told when it does not work.</summary>
public sealed class PostgresAccessTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [FactNeedingPostgres]
    public async Task Ten_nodes_that_find_an_empty_database_at_once_make_its_tables_once()
    {
        var database = await postgres.NewDatabaseAsync();
        var nodes = Enumerable.Range(0, 10).Select(number => new SharingNode(database, $"NODE{number}")).ToList();
        foreach (var node in nodes)
        {
            await node.ConnectedAsync();
            Assert.DoesNotContain(node.Log.Lines, line => line.Id == 5311);
            Assert.Equal(nodes[0].Store.Key.Hash(1, 2), node.Store.Key.Hash(1, 2));
            await node.DisposeAsync();
        }

        Assert.Equal(10L, await postgres.AdministerAsync(database.Database, "SELECT count(*) FROM webpublisher.nodes"));
    }

    [FactNeedingPostgres]
    public async Task Each_node_sees_who_else_there_is()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await one.ConnectedAsync();
        await using var other = new SharingNode(database, "OTHER");

        await SharingNode.UntilAsync(() => other.Store.Replication.Nodes.Select(node => node.Name).SequenceEqual(["ONE", "OTHER"]));
        await SharingNode.UntilAsync(() => one.Store.Replication.Nodes.Length == 2);
    }

    [FactNeedingPostgres]
    public async Task A_wrong_password_is_told_as_such() =>
        Assert.Equal("the password of user webpublisher is wrong", await ProblemAsync(await postgres.NewDatabaseAsync() with { Password = postgres.Password("wrong") }));

    [FactNeedingPostgres]
    public async Task A_database_that_is_not_there_is_told_as_such() =>
        Assert.Equal("there is no database nowhere", await ProblemAsync(await postgres.NewDatabaseAsync() with { Database = "nowhere" }));

    [FactNeedingPostgres]
    public async Task A_user_who_may_not_make_the_tables_is_told_what_is_missing() => Assert.Equal(
        "user stranger lacks a permission: permission denied for database shared1 (docs/state.md has the grants)",
        (await ProblemAsync(await postgres.NewDatabaseAsync() with { User = "stranger" })).Replace(await LastAsync(), "shared1", StringComparison.Ordinal));

    [FactNeedingPostgres]
    public async Task A_user_with_the_rights_to_the_rows_alone_can_share_by_tables_that_another_has_made()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await one.ConnectedAsync();
        await postgres.AdministerAsync(
            database.Database,
            "GRANT USAGE ON SCHEMA webpublisher TO stranger; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA webpublisher TO stranger");
        await using var other = new SharingNode(database with { User = "stranger" }, "OTHER");
        await other.BlockAsync("192.0.2.1");

        await SharingNode.UntilAsync(() => one.Blocked("192.0.2.1") is not null);
    }

    [FactNeedingPostgres]
    public async Task Tables_of_a_newer_release_are_left_alone()
    {
        var database = await postgres.NewDatabaseAsync();
        await using (var one = new SharingNode(database, "ONE"))
        {
            await one.ConnectedAsync();
        }

        await postgres.AdministerAsync(database.Database, "UPDATE webpublisher.schema_version SET version = 99");
        Assert.Equal("a newer release has made its tables (version 99; this one knows 1)", await ProblemAsync(database));
    }

    [FactNeedingPostgres]
    public async Task A_copy_of_a_nodes_directory_does_not_serve_beside_it()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await one.ConnectedAsync();
        using var copy = new WebPublisher.Policy.Tests.TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(one.Directory, "state.db*"))
        {
            File.Copy(file, copy[Path.GetFileName(file)]);
        }

        await using var store = StateStore.Open(new StateOptions { Directory = copy.Path, Shared = database, IsServer = true });
        await SharingNode.UntilAsync(() => store.Replication.Problem?.StartsWith("another process serves as this node", StringComparison.Ordinal) == true);
    }

    [FactNeedingPostgres]
    public async Task Under_TLS_the_certificate_must_be_for_the_name_and_from_a_trusted_root()
    {
        var database = await postgres.NewDatabaseAsync();
        await using (var secure = new SharingNode(postgres.Secured(database, PostgresFixture.CertifiedName), "ONE"))
        {
            await secure.ConnectedAsync();
        }

        Assert.StartsWith("its certificate is refused: NameMismatch", await ProblemAsync(postgres.Secured(database, "db.example.com")), StringComparison.Ordinal);
        Assert.StartsWith("its certificate is refused: NameMismatch", await ProblemAsync(postgres.Secured(database, null)), StringComparison.Ordinal);
        var untrusted = await ProblemAsync(database with { Certificate = new() { Name = PostgresFixture.CertifiedName } });
        Assert.StartsWith("its certificate is refused: UntrustedRoot", untrusted, StringComparison.Ordinal);
    }

    [FactNeedingPostgres]
    public async Task A_unix_socket_needs_neither_TLS_nor_a_password()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var node = new SharingNode(database with { Host = postgres.SocketDirectory, Password = null }, "ONE");
        await node.ConnectedAsync();
    }

    private async Task<string> LastAsync() =>
        (string)(await postgres.AdministerAsync("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'shared%' ORDER BY oid DESC LIMIT 1"))!;

    private static async Task<string> ProblemAsync(PostgresPolicy database)
    {
        await using var node = new SharingNode(database, "ONE");
        await SharingNode.UntilAsync(() => node.Store.Replication.Problem is { } problem && problem != "it has not been asked yet");
        Assert.False(node.Store.Replication.IsConnected);
        return node.Store.Replication.Problem!;
    }
}
