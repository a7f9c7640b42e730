namespace Research.Framework.Methods;

/// <summary>Options whose values can be wrong although their types are right: said when an experiment is read, before anything runs.</summary>
public interface ICheckedOptions
{
    /// <summary>What is wrong; null for nothing.</summary>
    string? Problem();
}
