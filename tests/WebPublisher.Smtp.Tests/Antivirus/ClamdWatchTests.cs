using System.Text;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Antivirus;

namespace WebPublisher.Smtp.Tests.Antivirus;

public sealed class ClamdWatchTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();

    [Fact]
    public async Task A_scanner_that_falls_silent_and_one_that_comes_back_are_told_of_once()
    {
        var answers = true;
        using var clamd = new FakeClamd(async stream =>
        {
            var command = new byte[20];
            var length = await stream.ReadAsync(command);
            var answer = Encoding.ASCII.GetString(command, 0, length) switch
            {
                "zPING\0" => answers ? "PONG\0" : "BUSY\0",
                "zVERSION\0" => "ClamAV 9.9\n\0",
                var other => other,
            };
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        });
        await using var watch = new ClamdWatch(_time, _log);
        Assert.False(watch.MailWaits);
        watch.Follow(Policy(clamd.Policy));
        foreach (var now in new[] { true, true, false, false, true })
        {
            answers = now;
            await watch.LookAsync();
            Assert.Equal(!now, watch.MailWaits);
        }

        Assert.Equal(
            [$"The virus scanner answers: ClamAV 9.9? address={clamd.Address}", $"The virus scanner does not answer: clamd answered 'BUSY' address={clamd.Address}", $"The virus scanner answers: ClamAV 9.9? address={clamd.Address}"],
            _log.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Where_mail_passes_unscanned_none_waits()
    {
        ClamdAddress address;
        using (var gone = FakeClamd.Answering(""))
        {
            address = gone.Address;
        }

        await using var watch = new ClamdWatch(_time, _log);
        watch.Follow(Policy(new AntivirusPolicy { Location = new("policy.yaml", 9, 5), Clamd = address, OnUnavailable = AgentErrorAction.Accept }));
        await watch.LookAsync();
        Assert.Equal(3702, Assert.Single(_log.Lines).Id);
        Assert.False(watch.MailWaits);
    }

    [Fact]
    public async Task Scanners_are_asked_as_soon_as_they_are_known()
    {
        using var asked = new SemaphoreSlim(0);
        using var clamd = new FakeClamd(async stream =>
        {
            await stream.WriteAsync("PONG\0"u8.ToArray());
            asked.Release();
        });
        await using var watch = new ClamdWatch(_time, _log);
        watch.Follow(Policy(clamd.Policy));
        _time.Advance(TimeSpan.Zero);
        Assert.True(await asked.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private static MailPolicy Policy(AntivirusPolicy antivirus) => new()
    {
        AcceptedDomains = [],
        ReceiveConnectors = [],
        SendConnectors = [],
        SmtpFilter = SmtpFilterPolicy.Default,
        Agents = [antivirus],
    };
}
