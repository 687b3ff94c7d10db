using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Transport.Tests.Testing;

/// <summary>Says its name and echoes.</summary>
/// <param name="name">Its name.</param>
/// <param name="endPoint">Where.</param>
/// <param name="generation">Connections of another generation may not live on.</param>
internal sealed class EchoService(string name, string endPoint, int generation = 0)
    : EndPointService<EchoService>("echo connector", name, IPEndPoint.Parse(endPoint), new SourceLocation("echo.yaml", 3, 5))
{
    public override string Protocol => "Echo";

    private int Generation => generation;

    public override bool Continues(EchoService earlier) => Name == earlier.Name && generation == earlier.Generation;
}
