namespace WebPublisher.Policy.Tests.Compilation.Mail;

public sealed class SendConnectorCompilerTests : IDisposable
{
    private const string SmartHost = """
        version: 1
        server: { name: EDGE01, fqdn: mail.example.com }
        acceptedDomains: [{ name: example.com }]
        receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"] }]
        sendConnectors: [{ name: out, domains: ["*"], servers: [smtp.example.net:587], credentials: { user: edge, password: { file: secrets/relay } } }]

        """;

    private readonly PolicyWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void The_password_is_read_from_its_file_and_a_new_one_is_a_changed_policy()
    {
        var path = _workshop.Write("secrets/relay", "hunter2\n");
        var first = _workshop.Load(SmartHost);
        _workshop.Write("secrets/relay", "hunter3\n");
        var second = _workshop.Compile(SmartHost);

        Assert.Contains(path, first.Files);
        Assert.Equal("hunter2", first.Policy!.Mail!.SendConnectors[0].Password!.Reveal().ToString());
        Assert.Equal("hunter3", second.Mail!.SendConnectors[0].Password!.Reveal().ToString());
        Assert.NotEqual(first.Policy.Revision, second.Revision);
    }

    [Fact]
    public void A_password_that_others_may_read_is_refused()
    {
        var path = _workshop.Write("secrets/relay", "hunter2\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var text = _workshop.Diagnose(SmartHost);

        Assert.Contains("secrets/relay is open to everybody", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }
}
