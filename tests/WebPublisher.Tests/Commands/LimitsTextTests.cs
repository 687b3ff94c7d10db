using WebPublisher.Commands;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Tests.Commands;

public sealed class LimitsTextTests
{
    private static readonly FrontEndFarm s_farm = new() { Name = "farm", Location = SourceLocation.BuiltIn, Servers = [], Certificate = new FrontEndCertificatePolicy() };

    [Fact]
    public void What_is_not_said_is_as_usual() => Assert.Equal(
        "100s for an answer, 100s of silence within it; clients send at least 240 a second after 5s and take at least 240 a second after 5s",
        LimitsText.Of(new LimitsPolicy(), s_farm));

    [Fact]
    public void What_is_said_is_told() => Assert.Equal(
        "65m for an answer, 10m of silence within it, 2h in all; clients send at any rate and take at least 1KB a second after 30s; answers up to 1GB",
        LimitsText.Of(
            new LimitsPolicy
            {
                ResponseTimeout = TimeSpan.FromMinutes(65),
                ActivityTimeout = TimeSpan.FromMinutes(10),
                RequestTimeout = TimeSpan.FromHours(2),
                MinimumRequestRate = null,
                MinimumResponseRate = new DataRate(1024, TimeSpan.FromSeconds(30)),
                MaximumResponseBody = 1L << 30,
            },
            s_farm));
}
