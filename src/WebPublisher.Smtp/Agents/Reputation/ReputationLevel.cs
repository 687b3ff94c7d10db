using WebPublisher.State.Reputation;

namespace WebPublisher.Smtp.Agents.Reputation;

/// <summary>
/// How bad the reputation of a client is, from 0 for one of whom nothing bad is known to 9. The mail that it brings weighs most, and the more the more there is of it; that its
/// name is none it could have, or that its address has none, makes what is bad worse.
/// </summary>
public static class ReputationLevel
{
    /// <summary>The highest level.</summary>
    public const int Maximum = 9;

    // Below the first mean level a client's mail says nothing against it, from the second on everything.
    private const double InnocentScl = 2;
    private const double GuiltyScl = 7;

    // Of a client with so many messages half is believed.
    private const double Doubt = 10;

    private const double SclWeight = 0.95;
    private const double HelloWeight = 0.3;
    private const double ReverseDnsWeight = 0.2;

    /// <summary>The level of a profile; 0 before it has <paramref name="minimumMessages"/>.</summary>
    public static int Of(SenderProfile profile, int minimumMessages)
    {
        if (profile.Messages < Math.Max(1, minimumMessages))
        {
            return 0;
        }

        double messages = profile.Messages;
        var spam = Math.Clamp((profile.AverageScl - InnocentScl) / (GuiltyScl - InnocentScl), 0, 1);
        var belief = messages / (messages + Doubt);
        var innocence = (1 - (SclWeight * spam * belief))
            * (1 - (HelloWeight * (profile.HelloProblems / messages)))
            * (1 - (ReverseDnsWeight * (profile.ReverseDnsProblems / messages)));
        return (int)Math.Round(Maximum * (1 - innocence), MidpointRounding.AwayFromZero);
    }
}
