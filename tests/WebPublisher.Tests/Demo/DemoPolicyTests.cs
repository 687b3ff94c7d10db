using WebPublisher.Demo;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Demo;

public sealed class DemoPolicyTests
{
    private static readonly string Shipped = File.ReadAllText(Repository.PathOf("rules/demo/webpublisher.yaml"));

    [Fact]
    public void Every_port_and_path_is_the_one_in_use()
    {
        var adapted = DemoPolicy.Adapt(Shipped, new DemoPorts(Https: 8080, Http: 8443, Operations: 1, FrontEnd: 2, Smtp: 3, MailServer: 4));

        Assert.Contains("{ name: https, address: 127.0.0.1:8080,", adapted, StringComparison.Ordinal);
        Assert.Contains("{ name: http, address: 127.0.0.1:8443,", adapted, StringComparison.Ordinal);
        Assert.Contains("{ listen: 127.0.0.1:1 }", adapted, StringComparison.Ordinal);
        Assert.Contains("listen: [127.0.0.1:3]", adapted, StringComparison.Ordinal);
        Assert.Contains("servers: [127.0.0.1:4]", adapted, StringComparison.Ordinal);
        Assert.Contains("servers: [127.0.0.1:2]", adapted, StringComparison.Ordinal);
        Assert.Contains("\"https://localhost:8080/mail/\"", adapted, StringComparison.Ordinal);
        Assert.Contains("{ chain: public.pem, key: public.key }", adapted, StringComparison.Ordinal);
        Assert.DoesNotContain("9464", adapted, StringComparison.Ordinal);
        Assert.DoesNotContain("9443", adapted, StringComparison.Ordinal);
        Assert.DoesNotContain("../", adapted, StringComparison.Ordinal);
    }

    [Fact]
    public void The_executable_carries_the_shipped_policy()
    {
        using var directory = new TemporaryDirectory();

        var path = DemoPolicy.Write(directory.Root, DemoPorts.Shipped);

        Assert.Equal(DemoPolicy.Adapt(Shipped, DemoPorts.Shipped), File.ReadAllText(path));
        Assert.Equal(File.ReadAllText(Repository.PathOf("rules/demo/tests/demo.yaml")), File.ReadAllText(directory.PathOf("tests/demo.yaml")));
    }
}
