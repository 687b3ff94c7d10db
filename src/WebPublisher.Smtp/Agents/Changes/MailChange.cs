namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>Something that an agent proposes to change about a message or its envelope.</summary>
public abstract record MailChange
{
    private protected MailChange()
    {
    }
}
