using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Tests.Compilation.Mail;

public sealed class PipelineTracingCompilerTests : IDisposable
{
    private const string Mail = """
        version: 1
        server: { fqdn: mail.example.com, stateDirectory: var }
        acceptedDomains: [{ name: example.com }]
        receiveConnectors: [{ name: internet, listen: ["127.0.0.1:25"] }]
        sendConnectors: [{ name: hub, domains: [example.com], servers: ["10.0.0.5:25"], tls: off }]

        """;

    private readonly PolicyWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_sender_is_enough()
    {
        Assert.Null(_workshop.Compile(Mail).Mail!.PipelineTracing);
        Assert.Equal(
            new PipelineTracingPolicy("test@client.example", Path.Combine(_workshop.Path, "var/tracing"), 100, 250 * 1024 * 1024),
            _workshop.Compile(Mail + "pipelineTracing: { sender: test@CLIENT.example }\n").Mail!.PipelineTracing);
        Assert.Equal(
            new PipelineTracingPolicy("test@client.example", Path.Combine(_workshop.Path, "seen"), 5, 1024 * 1024),
            _workshop.Compile(Mail + "pipelineTracing: { sender: test@client.example, directory: seen, maxMessages: 5, maxDirectorySize: 1MB }\n").Mail!.PipelineTracing);
    }

    [Theory]
    [InlineData("{ directory: seen }")]
    [InlineData("{ sender: \"\" }")]
    [InlineData("{ sender: client.example }")]
    public void Without_the_address_of_one_sender_it_is_refused(string section)
    {
        var loaded = _workshop.Load(Mail + $"pipelineTracing: {section}\n");

        Assert.Null(loaded.Policy);
        Assert.Contains(loaded.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.Line == 6);
    }
}
