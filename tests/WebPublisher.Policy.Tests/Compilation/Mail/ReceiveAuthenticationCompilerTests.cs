namespace WebPublisher.Policy.Tests.Compilation.Mail;

public sealed class ReceiveAuthenticationCompilerTests : IDisposable
{
    private const string Submission = """
        version: 1
        server: { name: EDGE01, fqdn: mail.example.com }
        certificates: { mail: { chain: certs/mail.pem, key: certs/mail.key } }
        acceptedDomains: [{ name: example.com }]
        receiveConnectors:
          - { name: submission, listen: ["127.0.0.1:0"], certificate: mail, auth: basicOverTls, authenticate: { passwordFile: secrets/users } }
        sendConnectors: [{ name: to-hub, domains: [example.com], servers: [hub.example.com:25] }]

        """;

    private readonly PolicyWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_password_file_that_others_may_read_is_refused()
    {
        var path = _workshop.Write("secrets/users", "alice:hash\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var text = _workshop.Diagnose(Submission);

        Assert.Equal("policy.yaml:6:119: secrets/users is open to everybody (mode 0604); run: chmod 600 secrets/users\n", text);
    }

    [Fact]
    public void A_changed_password_file_is_a_changed_policy()
    {
        var path = _workshop.Write("secrets/users", "alice:hash\n");
        var first = _workshop.Load(Submission);
        _workshop.Write("secrets/users", "bob:hash\n");
        var second = _workshop.Compile(Submission);

        Assert.Contains(path, first.Files);
        Assert.NotEqual(first.Policy!.Revision, second.Revision);
        Assert.Equal(path, second.Mail!.ReceiveConnectors[0].Authentication.PasswordFile);
    }
}
