using WebPublisher.Policy.Directories;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Directories;

namespace WebPublisher.Smtp.Tests.Directories;

public sealed class DirectoryLookupTests(SlapdFixture slapd) : IClassFixture<SlapdFixture>
{
    private readonly RecordingLogger _log = new();

    [FactNeedingSlapd]
    public async Task An_address_exists_when_an_entry_has_it()
    {
        var directory = Open(slapd.Policy);
        Assert.True(await AskAsync(directory, "Alice@example.test"));
        Assert.True(await AskAsync(directory, "a.example@EXAMPLE.test"));
        Assert.True(await AskAsync(directory, "bob@example.test"));
        Assert.False(await AskAsync(directory, "carol@example.test"));
    }

    [FactNeedingSlapd]
    public async Task An_address_is_never_a_part_of_the_filter()
    {
        var directory = Open(slapd.Policy);
        Assert.False(await AskAsync(directory, "*"));
        Assert.False(await AskAsync(directory, "a*@example.test"));
        Assert.False(await AskAsync(directory, "x)(mail=*"));
        Assert.False(await AskAsync(directory, "x\0\\2a"));
        Assert.True(await AskAsync(directory, "o'brien*(x)@example.test"));
    }

    [FactNeedingSlapd]
    public async Task Every_kind_of_filter_is_understood_by_a_server()
    {
        await ExpectAsync("(mail={0})", "bob@example.test", true);
        await ExpectAsync("(&(mail={0})(!(accountFlags=514)))", "bob@example.test", false);
        await ExpectAsync("(&(mail={0})(!(accountFlags=514)))", "alice@example.test", true);
        await ExpectAsync("(&(mail={0})(accountFlags>=513))", "alice@example.test", false);
        await ExpectAsync("(&(mail={0})(accountFlags<=512))", "alice@example.test", true);
        await ExpectAsync("(&(mail={0})(proxyAddresses=*))", "bob@example.test", false);
        await ExpectAsync("(proxyAddresses=s*p:{0}*)", "alice@example", true);
        await ExpectAsync("(proxyAddresses=*{0})", "lice@example.test", true);
        await ExpectAsync("(proxyAddresses=*{0})", "alice@example", false);
        await ExpectAsync("(proxyAddresses={0}*)", "alice@example", false);
        await ExpectAsync("(&(mail={0})(cn:caseExactMatch:=Alice))", "alice@example.test", true);
        await ExpectAsync("(&(mail={0})(ou:dn:=people))", "alice@example.test", true);
        await ExpectAsync("(|(mail~={0})(mail=\\2a))", "alice@example.test", true);
        await ExpectAsync("(cn:dn:2.5.13.2:={0})", "Bob", true);
    }

    [FactNeedingSlapd]
    public async Task Many_questions_at_once_share_the_connections()
    {
        var directory = Open(slapd.Policy with { Connections = 2, Timeout = TimeSpan.FromSeconds(30) });
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => AskAsync(directory, i % 2 == 0 ? "alice@example.test" : $"user{i}@example.test")));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i % 2 == 0), answers);
    }

    [FactNeedingSlapd]
    public async Task A_server_that_was_started_anew_is_asked_on_a_new_connection()
    {
        var directory = Open(slapd.Policy);
        Assert.True(await AskAsync(directory, "alice@example.test"));
        await slapd.DownAsync();
        await slapd.UpAsync();
        Assert.True(await AskAsync(directory, "alice@example.test"));
        Assert.Empty(_log.Lines);
    }

    [FactNeedingSlapd]
    public async Task A_wrong_password_is_no_answer_about_an_address()
    {
        var failure = await Assert.ThrowsAsync<DirectoryException>(() => AskAsync(Open(slapd.Policy with { Password = slapd.Secret("wrong") }), "alice@example.test"));
        Assert.Contains("logon with result 49", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains("wrong", StringComparison.Ordinal));
    }

    [FactNeedingSlapd]
    public async Task A_base_that_is_not_there_is_no_answer_about_an_address()
    {
        var failure = await Assert.ThrowsAsync<DirectoryException>(() => AskAsync(Open(slapd.Policy with { Base = "dc=nowhere" }), "alice@example.test"));
        Assert.Contains("search with result 32", failure.Message, StringComparison.Ordinal);
    }

    [FactNeedingSlapd]
    public async Task A_certificate_of_another_authority_or_name_is_refused_before_the_password_is_said()
    {
        var authority = slapd.Policy with { Certificate = CertificateCase.Policy };
        await Assert.ThrowsAsync<DirectoryException>(() => AskAsync(Open(authority), "alice@example.test"));
        var name = slapd.Policy with { Certificate = slapd.Policy.Certificate with { Name = "dc01.example.test" } };
        await Assert.ThrowsAsync<DirectoryException>(() => AskAsync(Open(name), "alice@example.test"));
        Assert.Equal(2, _log.Lines.Count(line => line.Id == 3503));
    }

    [FactNeedingSlapd]
    public async Task Another_server_is_asked_when_the_first_fails()
    {
        using var dead = new FakeDirectoryServer(_ => Task.CompletedTask);
        Assert.True(await AskAsync(Open(slapd.Policy with { Servers = [dead.Server, .. slapd.Policy.Servers] }), "alice@example.test"));
        Assert.Contains(_log.Lines, line => line.Id == 3501);
    }

    private async Task ExpectAsync(string filter, string address, bool exists) =>
        Assert.Equal(exists, await AskAsync(Open(slapd.Policy with { Filter = SlapdFixture.Filter(filter) }), address));

    private DirectoryLookup Open(DirectoryPolicy policy) => new(policy, TimeProvider.System, _log);

    private static Task<bool> AskAsync(DirectoryLookup directory, string address) => directory.ExistsAsync(address, CancellationToken.None).AsTask();
}
