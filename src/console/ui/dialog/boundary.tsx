import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  /** The fallback after a crash. */
  readonly renderFallback: (error: unknown) => ReactNode
  readonly children: ReactNode
}

interface BoundaryState {
  /** In an array, because any value can be thrown. */
  readonly thrown?: readonly [unknown]
}

/** An error boundary: a crash inside affects nothing outside. A new key resets it. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  static getDerivedStateFromError = (error: unknown): BoundaryState => ({ thrown: [error] })

  override readonly state: BoundaryState = {}

  override render() {
    const { thrown } = this.state
    return thrown ? this.props.renderFallback(thrown[0]) : this.props.children
  }
}
