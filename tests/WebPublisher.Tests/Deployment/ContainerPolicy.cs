using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Deployment;

/// <summary>A policy for a container, laid out with certificates as the container has them.</summary>
internal static class ContainerPolicy
{
    /// <summary>Puts the policy, a certificate and the inner authority where the manifests mount them, below <paramref name="directory"/>, and checks the policy.</summary>
    public static async Task<CommandRun> CheckAsync(TemporaryDirectory directory, string policy)
    {
        Assert.Equal("", (await CommandRun.OfAsync("certificate", "dev", "mail.example.com", "--front-end", "webmail.corp.internal", "--out", directory.PathOf("certs"))).Error);
        File.Move(directory.PathOf("certs/public.pem"), directory.PathOf("certs/tls.crt"));
        File.Move(directory.PathOf("certs/public.key"), directory.PathOf("certs/tls.key"));
        Directory.CreateDirectory(directory.PathOf("roots"));
        File.Move(directory.PathOf("certs/inner-ca.pem"), directory.PathOf("roots/inner-ca.pem"));
        return await CommandRun.OfAsync("check", "--policy", directory.Write("policy/webpublisher.yaml", policy));
    }

    /// <summary>Ports of the policy that clients reach, then that of operations.</summary>
    public static IReadOnlyList<int> PortsOf(YamlPlace policy) =>
    [
        .. policy["listeners"].Items.Select(listener => PortOf(listener["address"].Text)),
        .. policy["receiveConnectors"].Items.SelectMany(connector => connector["listen"].Texts).Select(PortOf),
        PortOf(policy["operations.listen"].Text),
    ];

    private static int PortOf(string endPoint) => System.Net.IPEndPoint.Parse(endPoint).Port;
}
